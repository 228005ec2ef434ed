import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import type { Logger } from 'pino';
import { createBlobStore } from '#lib/blobs/create-blob-store.ts';
import { db, pool } from '#lib/db/client.ts';
import type { Env } from '#lib/env.ts';
import { Sealer } from '#lib/metrics/blocks/sealer.ts';
import { registerWorker, signOffWorker } from '#lib/queue/register-worker.ts';
import { isDatabaseAway, retryWhileAway } from '#lib/queue/retry-while-away.ts';
import { workChannel } from '#lib/queue/sql/wake-workers.ts';
import { tickSchedules } from '#lib/schedules/tick/tick-schedules.ts';
import { ProcessExecutor } from './executors/process/process-executor.ts';
import { Worker } from './worker.ts';

export interface StartWorkerOptions {
  settings: Pick<Env, 'dataDir' | 'blobs' | 'cacheBytes' | 'workerSlots' | 'leaseMs' | 'beatMs'>;
  databaseUrl: string;
  log: Logger;
  /** What it can run; kept in its row. */
  capabilities?: { backends: string[]; versions?: Record<string, unknown> };
  /** Script of the children; jobs/child.ts unless a test has its own. */
  entry?: string;
}

export interface RunningWorker {
  worker: Worker;
  /** Hands its jobs back to the queue and signs off. */
  stop: () => Promise<void>;
}

// Backoffs end and leases run out without a message; and a message may be lost.
const pollMs = 2_000;
const sealMs = 5_000;
// When a ticker looks by itself; before that it knows when something is due.
const lookMs = 60_000;

/** Registers a worker and keeps it beating and working until it is stopped. */
export async function startWorker(options: StartWorkerOptions): Promise<RunningWorker> {
  const { settings, databaseUrl, log } = options;
  const row = await retryWhileAway(
    () =>
      registerWorker(pool(), {
        host: hostname(),
        pid: process.pid,
        slots: settings.workerSlots,
        capabilities: { ...options.capabilities },
      }),
    60_000,
  );
  const workRoot = path.join(settings.dataDir, 'work', row.id);
  await removeDeadFolders(pool(), path.dirname(workRoot), settings.leaseMs, log);
  const executor = new ProcessExecutor({
    workRoot,
    env: {
      DATABASE_URL: databaseUrl,
      TRAZA_DATA: settings.dataDir,
      TRAZA_BLOBS: settings.blobs,
      TRAZA_CACHE_BYTES: `${settings.cacheBytes}`,
      TRAZA_LEASE_SECONDS: `${settings.leaseMs / 1000}`,
      TRAZA_BEAT_SECONDS: `${settings.beatMs / 1000}`,
      // Compiled code of earlier children: starting one costs about half a second of processor time less.
      NODE_COMPILE_CACHE: path.join(settings.dataDir, 'cache', 'compiled'),
      LOG_LEVEL: 'warn',
    },
    ...(options.entry ? { entry: options.entry } : {}),
  });
  const worker = new Worker({
    row,
    pool: pool(),
    log: log.child({ worker: row.name }),
    executor,
    slots: settings.workerSlots,
    backends: options.capabilities?.backends ?? [],
    leaseMs: settings.leaseMs,
  });
  const ended = new AbortController();
  const { signal } = ended;

  /** Repeats `round` after `everyMs`, sooner where it answers so, or as soon as `wake` is called; one round at a time. */
  function repeat(round: () => Promise<unknown>, everyMs: number) {
    let wake: () => void = () => {};
    let again = false;
    const loop = async () => {
      while (!signal.aborted) {
        again = false;
        let restMs = everyMs;
        try {
          const soon = await round();
          if (typeof soon === 'number') restMs = Math.min(restMs, soon);
        } catch (error) {
          if (isDatabaseAway(error)) log.warn('the database is away; trying again');
          else log.error({ error }, 'a round of the worker failed');
        }
        if (again || signal.aborted) continue;
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([woken, wait(restMs, undefined, { signal }).catch(() => {})]);
      }
    };
    return {
      done: loop(),
      wake: () => {
        again = true;
        wake();
      },
    };
  }

  const beats = repeat(() => worker.beat(), settings.beatMs);
  const work = repeat(() => worker.work(), pollMs);
  const sealer = new Sealer({ log, signal });
  const seals = repeat(() => sealer.round(), sealMs);
  const blobs = createBlobStore({ kind: settings.blobs, dataDir: settings.dataDir, cacheBytes: settings.cacheBytes });
  const ticks = repeat(() => tickSchedules({ db: db(), blobs, log }, signal), lookMs);
  const listening = listen(databaseUrl, signal, log, (reason) => {
    if (reason === 'schedule') return ticks.wake();
    if (reason === 'cancel') beats.wake();
    work.wake();
  });
  log.info({ worker: row.name, slots: settings.workerSlots }, 'worker started');

  return {
    worker,
    async stop() {
      // Leases must hold until the children are gone: the beats end last.
      await worker.stop();
      ended.abort();
      beats.wake();
      work.wake();
      ticks.wake();
      await Promise.all([beats.done, work.done, seals.done, ticks.done, listening]);
      await signOffWorker(pool(), row.id);
      await rm(workRoot, { recursive: true, force: true });
    },
  };
}

/** Listens for wake-ups on a connection of its own, opened again whenever it breaks. */
async function listen(
  databaseUrl: string,
  signal: AbortSignal,
  log: Logger,
  heard: (reason: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    const client = new Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'traza worker' });
    const broken = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      await client.connect();
      client.on('notification', (message) => heard(message.payload ?? ''));
      await client.query(`LISTEN ${workChannel}`);
      heard('work');
      await broken;
    } catch (error) {
      log.debug({ error }, 'could not listen for work');
    }
    await client.end().catch(() => {});
    await wait(500, undefined, { signal }).catch(() => {});
  }
}

/** Folders of workers of this data folder that died without cleaning up. */
async function removeDeadFolders(db: Pool, root: string, leaseMs: number, log: Logger): Promise<void> {
  const names = await readdir(root).catch(() => []);
  if (names.length === 0) return;
  const alive = await db.query<{ id: string }>(
    `SELECT id FROM traza.worker
     WHERE id = ANY($1) AND stopped_at IS NULL AND heartbeat_at > now() - $2 * interval '2 ms'`,
    [names, leaseMs],
  );
  const living = new Set(alive.rows.map((row) => row.id));
  for (const name of names) {
    if (living.has(name)) continue;
    log.info({ folder: name }, 'removing the folder of a worker that is gone');
    await rm(path.join(root, name), { recursive: true, force: true });
  }
}
