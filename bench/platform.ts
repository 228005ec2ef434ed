import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { freePort } from '#lib/server/postgres/free-port.ts';

const root = path.resolve(import.meta.dirname, '..');
const preload = ['--import', './lib/server/require-node.mjs'];

const Queued = z.object({ jobId: z.string(), runId: z.string() });
const Job = z.object({
  state: z.string(),
  createdAt: z.coerce.date(),
  finishedAt: z.coerce.date().nullable(),
  error: z.object({ message: z.string() }).nullable(),
});

/** The product, started as a user starts it, on a folder and a port of its own. */
export interface Platform {
  pid: number;
  dataDir: string;
  url: string;
  get: <S extends z.ZodType>(path: string, schema: S) => Promise<z.output<S>>;
  post: <S extends z.ZodType>(path: string, body: unknown, schema: S) => Promise<z.output<S>>;
  /** Sends a request that queues a job and waits for its end. @returns seconds by the platform's own clock */
  job: (path: string, body: unknown) => Promise<{ jobId: string; runId: string; seconds: number }>;
  stop: () => Promise<void>;
}

export function spawnScript(script: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [...preload, script, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', process.env.TRAZA_BENCH_LOG ? 'inherit' : 'ignore', 'inherit'],
  });
}

export function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

export async function startPlatform(env: Record<string, string> = {}): Promise<Platform> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'traza-bench-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawnScript('lib/server/start.ts', [], { PORT: String(port), TRAZA_DATA: dataDir, ...env });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The platform ended with code ${child.exitCode} before it was ready.`);
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    if (ready?.ok) break;
    await delay(100);
  }

  async function call<S extends z.ZodType>(schema: S, file: string, init?: RequestInit): Promise<z.output<S>> {
    const answer = await fetch(`${url}/api/v1${file}`, init);
    if (!answer.ok) throw new Error(`${init?.method ?? 'GET'} ${file}: ${answer.status} ${await answer.text()}`);
    return schema.parse(await answer.json());
  }
  const get: Platform['get'] = (file, schema) => call(schema, file);
  const post: Platform['post'] = (file, body, schema) =>
    call(schema, file, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  return {
    pid: child.pid ?? 0,
    dataDir,
    url,
    get,
    post,
    async job(file, body) {
      const queued = await post(file, body, Queued);
      for (;;) {
        const job = await get(`/jobs/${queued.jobId}`, Job);
        if (job.finishedAt) {
          if (job.state !== 'succeeded') throw new Error(`${file}: the job ${job.state}: ${job.error?.message}`);
          return { ...queued, seconds: (job.finishedAt.getTime() - job.createdAt.getTime()) / 1000 };
        }
        await delay(200);
      }
    },
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
