import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { passedOn } from '#jobs/passed-on.ts';
import type { LogPiece } from '#lib/logs/append-log-chunks.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import type { ExecutionSpec, ExecutionState, Executor } from '../executor.ts';
import { LogBuffer } from './log-buffer.ts';

export interface ProcessExecutorOptions {
  /** Folder for the attempts' own folders. */
  workRoot: string;
  /** Variables every child gets: DATABASE_URL and the like. */
  env: Record<string, string>;
  /** Script to run; jobs/child.ts unless a test has its own. */
  entry?: string;
}

type Ended = Exclude<ExecutionState, { state: 'running' }>;

interface Execution {
  child: ChildProcess;
  logs: LogBuffer;
  workDir: string;
  state: ExecutionState;
  ended: Promise<Ended>;
  killTimer?: NodeJS.Timeout;
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
      value !== undefined && passedOn.test(name) ? [[name, value]] : [],
    ),
  );
}

/** A signal to the child and to everything it started. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM');
    if (!gone) throw error;
  }
}

/**
 * Runs each attempt as one child process on this machine, in a process group and an empty folder of its own. The child
 * ends itself when this process dies (the IPC channel closes), so nothing scores on for nobody.
 */
export class ProcessExecutor implements Executor {
  readonly capabilities = { name: 'process', survivesWorker: false };
  readonly #executions = new Map<string, Execution>();
  readonly #options: ProcessExecutorOptions;

  constructor(options: ProcessExecutorOptions) {
    this.#options = options;
  }

  async submit(spec: ExecutionSpec): Promise<void> {
    // Nothing is awaited before the map knows the id: a second submit at the same time must find it.
    if (this.#executions.has(spec.id)) return;
    const workDir = path.join(this.#options.workRoot, spec.id);
    mkdirSync(this.#options.workRoot, { recursive: true, mode: 0o700 });
    mkdirSync(workDir, { mode: 0o700 });
    const entry = this.#options.entry ?? path.join(projectRoot, 'jobs/child.ts');
    const preload = path.join(projectRoot, 'lib/server/require-node.mjs');
    const child = spawn(process.execPath, ['--import', preload, entry, '--work-dir', workDir, ...spec.args], {
      cwd: workDir,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...inherited(),
        TZ: 'UTC',
        LANG: 'C',
        LC_ALL: 'C',
        TMPDIR: workDir,
        NODE_ENV: 'production',
        ...this.#options.env,
        ...spec.env,
      },
    });
    const logs = new LogBuffer();
    if (child.stdout) logs.attach('stdout', child.stdout);
    if (child.stderr) logs.attach('stderr', child.stderr);
    let report: unknown;
    child.on('message', (message) => {
      report = message;
    });
    const { promise: ended, resolve } = Promise.withResolvers<Ended>();
    const execution: Execution = { child, logs, workDir, state: { state: 'running' }, ended };
    const end = (exitCode: number | null, signal: string | null) => {
      if (execution.state.state !== 'running') return;
      clearTimeout(execution.killTimer);
      const state: Ended = { state: 'exited', exitCode, signal, report };
      execution.state = state;
      // What the child started and left behind would hold its pipes open, and work on.
      signalGroup(child, 'SIGKILL');
      resolve(state);
    };
    child.on('error', (error) => {
      report ??= {
        type: 'failed',
        error: { code: 'INTERNAL', message: `The process could not start: ${error.message}` },
      };
      end(null, null);
    });
    child.on('exit', end);
    this.#executions.set(spec.id, execution);
  }

  async poll(id: string): Promise<ExecutionState> {
    return this.#executions.get(id)?.state ?? { state: 'unknown' };
  }

  async wait(id: string): Promise<Ended> {
    return this.#executions.get(id)?.ended ?? { state: 'unknown' };
  }

  async *streamLogs(id: string): AsyncGenerator<LogPiece> {
    const execution = this.#executions.get(id);
    if (execution) yield* execution.logs;
  }

  async cancel(id: string, { graceMs }: { graceMs: number }): Promise<void> {
    const execution = this.#executions.get(id);
    if (execution?.state.state !== 'running') return;
    if (graceMs <= 0) {
      signalGroup(execution.child, 'SIGKILL');
      return;
    }
    if (execution.killTimer) return;
    execution.killTimer = setTimeout(() => signalGroup(execution.child, 'SIGKILL'), graceMs);
    signalGroup(execution.child, 'SIGTERM');
  }

  async forget(id: string): Promise<void> {
    const execution = this.#executions.get(id);
    if (!execution || execution.state.state === 'running') return;
    this.#executions.delete(id);
    await rm(execution.workDir, { recursive: true, force: true });
  }
}
