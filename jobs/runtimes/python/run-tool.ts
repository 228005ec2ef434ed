import { spawn } from 'node:child_process';
import { passedOn } from '#jobs/passed-on.ts';
import { numericEnvironment } from '#lib/queue/kinds/numeric-environment.ts';

/** The environment of Python processes: one thread, and sets in the same order each time. */
export function pythonEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && passedOn.test(name) ? [[name, value] as const] : [],
  );
  const environment: Record<string, string> = {
    ...Object.fromEntries(own),
    ...numericEnvironment(),
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    OPENBLAS_NUM_THREADS: '1',
    MKL_NUM_THREADS: '1',
    PYTHONHASHSEED: '0',
    MLFLOW_DISABLE_TELEMETRY: 'true',
  };
  // Next's types want a variable of its own in each environment.
  return environment as NodeJS.ProcessEnv;
}

export interface ToolEnd {
  /** null: it did not start, or a signal ended it. */
  code: number | null;
  stdout: string;
  /** The last lines it printed to either stream. */
  tail: string;
}

/** Runs a program to its end. Its output is kept, not shown. */
export function runTool(program: string, args: string[], { cwd }: { cwd?: string } = {}): Promise<ToolEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...(cwd ? { cwd } : {}),
      env: pythonEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let all = '';
    child.stdout.on('data', (text: Buffer) => {
      stdout = (stdout + text).slice(-100_000);
      all = (all + text).slice(-4_000);
    });
    child.stderr.on('data', (text: Buffer) => {
      all = (all + text).slice(-4_000);
    });
    child.on('error', (error) => resolve({ code: null, stdout: '', tail: error.message }));
    child.on('close', (code) => resolve({ code, stdout, tail: all.trim().split('\n').slice(-5).join('\n') }));
  });
}
