import { fork } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { type Backend, backends } from '#lib/queue/kinds/backends.ts';
import { numericEnvironment } from '#lib/queue/kinds/numeric-environment.ts';

const Answer = z.object({ backend: z.string(), versions: z.record(z.string(), z.string()) });

export interface ProbedBackends {
  /** Those that load here. */
  backends: Backend[];
  /** Versions of the libraries below each of them. */
  versions: Record<string, Record<string, string>>;
  /** Why the others do not, for the log. */
  problems: Record<string, string>;
}

/** Loads each backend in a child of its own: a native library that crashes must not take the worker with it. */
export async function probeBackends({ timeoutMs = 30_000 }: { timeoutMs?: number } = {}): Promise<ProbedBackends> {
  const found: ProbedBackends = { backends: [], versions: {}, problems: {} };
  const answers = await Promise.all(backends.map((backend) => probe(backend, timeoutMs)));
  for (const [index, backend] of backends.entries()) {
    const answer = answers[index];
    if (answer?.versions) {
      found.backends.push(backend);
      found.versions[backend] = answer.versions;
    } else found.problems[backend] = answer?.problem ?? 'no answer';
  }
  return found;
}

function probe(backend: Backend, timeoutMs: number): Promise<{ versions?: Record<string, string>; problem?: string }> {
  return new Promise((resolve) => {
    const child = fork(path.join(import.meta.dirname, 'report-backend.ts'), [backend], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      env: { ...process.env, ...numericEnvironment() },
    });
    let errors = '';
    let versions: Record<string, string> | undefined;
    child.stderr?.on('data', (text: Buffer) => {
      errors = (errors + text.toString()).slice(0, 4_000);
    });
    child.on('message', (message) => {
      const answer = Answer.safeParse(message);
      if (answer.success) versions = answer.data.versions;
    });
    child.on('error', (error) => resolve({ problem: error.message }));
    child.on('close', (code, signal) => {
      const line = errors.split('\n').find((one) => /Error|error/.test(one)) ?? errors.split('\n')[0];
      resolve(versions ? { versions } : { problem: line || `ended with ${signal ?? `exit code ${code}`}` });
    });
  });
}
