import type { Ctx, Fence } from '#lib/context.ts';
import type { JobProgress } from '#lib/queue/schema.ts';

/** The context of a job: its writes are fenced by the attempt. */
export type JobCtx = Ctx & { fence: Fence };

/**
 * What a handler `run<Kind>(args: JobArgs<Payload>)` receives. It runs alone in its process.
 * A DomainError it throws becomes the job's error as it stands; any other error becomes INTERNAL with its message in
 * the log. Codes that repeating cannot cure (lib/queue/is-retryable.ts) fail the job at once.
 */
export interface JobArgs<Payload = unknown> {
  ctx: JobCtx;
  job: { id: string; runId: string; attempt: number; kind: string };
  payload: Payload;
  /** Aborts when the job is cancelled or the worker stops; the process is killed 5 seconds later. */
  signal: AbortSignal;
  /** Shown live and kept in the job row; written at most twice a second. */
  progress: (progress: JobProgress) => void;
  /** One line of the run's log. What the process prints to stdout and stderr goes there too. */
  log: (line: string) => void;
  /** An empty folder of this attempt alone, mode 0700, removed afterwards. */
  workDir: string;
  /** Records the environment fingerprint (a JSON document) of this attempt and of its run. */
  reportEnvironment: (document: Record<string, unknown>) => Promise<void>;
}

/** The handler of one kind. */
export type JobHandler<Payload = unknown> = (args: JobArgs<Payload>) => Promise<void>;

/** What a worker that joins another worker's job receives: it holds partitions, never the job. */
export interface JoinArgs<Payload = unknown> extends Omit<JobArgs<Payload>, 'ctx' | 'progress' | 'reportEnvironment'> {
  ctx: Ctx;
  workerId: string;
}

/** Takes partitions of a running job until none is waiting. */
export type JoinHandler<Payload = unknown> = (args: JoinArgs<Payload>) => Promise<void>;
