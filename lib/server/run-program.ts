import { spawn } from 'node:child_process';

export interface RunProgramInput {
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string | undefined>;
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Runs a program to its end, input closed, output collected. Everything it started is ended with it when the time is
 * up or `signal` fires: it gets a process group of its own.
 * @throws Error with the last lines of its output when it does not end with 0
 */
export async function runProgram(input: RunProgramInput): Promise<string> {
  const child = spawn(input.command, input.args, {
    cwd: input.cwd,
    env: { ...process.env, ...input.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output = (output + chunk).slice(-100_000);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  let stopped: string | undefined;
  const stop = (why: string) => {
    stopped ??= why;
    if (child.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  };
  const onAbort = () => stop('was stopped');
  const onExit = () => stop('was left');
  const timer = input.timeoutMs
    ? setTimeout(() => stop(`took longer than ${Number(input.timeoutMs) / 1000} s`), input.timeoutMs)
    : undefined;
  input.signal?.addEventListener('abort', onAbort, { once: true });
  process.once('exit', onExit);
  if (input.signal?.aborted) onAbort();
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code === 0 && !stopped) return output;
    const tail = output.trim().split('\n').slice(-12).join('\n');
    throw new Error(`${input.command} ${stopped ?? `ended with exit code ${code}`}${tail ? `: ${tail}` : ''}`);
  } finally {
    clearTimeout(timer);
    input.signal?.removeEventListener('abort', onAbort);
    process.removeListener('exit', onExit);
  }
}
