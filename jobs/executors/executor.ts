import type { LogPiece } from '#lib/logs/append-log-chunks.ts';

/** One attempt to execute, as the engine needs to know it. */
export interface ExecutionSpec {
  /** Chosen by the platform and unique per attempt; submitting it again changes nothing. */
  id: string;
  /** Arguments of jobs/child.ts: which job, attempt, worker and role. */
  args: string[];
  /** Variables beside those every child gets. */
  env: Record<string, string>;
}

export type ExecutionState =
  | { state: 'running' }
  /** `report` is the last result the child reported itself, if it did. */
  | { state: 'exited'; exitCode: number | null; signal: string | null; report: unknown }
  | { state: 'unknown' };

export interface ExecutorCapabilities {
  name: string;
  /** Whether an execution goes on when the worker that submitted it dies. */
  survivesWorker: boolean;
}

/**
 * Something that runs an attempt: a local process, or an engine people already have. What it says about an execution
 * is a hint; the platform's lease and fencing token are the truth.
 */
export interface Executor {
  readonly capabilities: ExecutorCapabilities;
  /** Starts the execution; a second submit of the same id does nothing. */
  submit(spec: ExecutionSpec): Promise<void>;
  poll(id: string): Promise<ExecutionState>;
  /** Resolves when the execution has ended, with its last state. */
  wait(id: string): Promise<Exclude<ExecutionState, { state: 'running' }>>;
  /** What it prints, in order per stream, until it ends. Not reading holds the execution back instead of filling memory. */
  streamLogs(id: string): AsyncIterable<LogPiece>;
  /** Asks it to stop, and kills it and all it started after `graceMs`. */
  cancel(id: string, options: { graceMs: number }): Promise<void>;
  /** Removes what an ended execution left behind; the id is unknown afterwards. */
  forget(id: string): Promise<void>;
}
