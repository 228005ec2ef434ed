import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBlobStore } from '#lib/blobs/create-blob-store.ts';
import type { Ctx } from '#lib/context.ts';
import { connectDb, db, disconnectDb, pool } from '#lib/db/client.ts';
import { ensureProject } from '#lib/projects/ensure-project.ts';
import { enqueueJob } from '#lib/queue/enqueue-job.ts';
import { retryWhileAway } from '#lib/queue/retry-while-away.ts';
import { applyMigrations } from '#lib/server/postgres/apply-migrations.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import { startWorker } from './start-worker.ts';
import { registerTestKind } from './testing/test-kinds.ts';
import { until } from './testing/until.ts';

// A server of its own, because it is stopped and crashed under load.

const dataDir = mkdtempSync(path.join(tmpdir(), 'traza-restart-'));
let server: EmbeddedPostgres;
let ctx: Ctx;

beforeAll(async () => {
  registerTestKind();
  server = await startEmbeddedPostgres({ dir: path.join(dataDir, 'postgres'), durable: false });
  await applyMigrations(server.url);
  const project = await ensureProject(connectDb(server.url), 'default');
  const blobs = createBlobStore({ kind: 'postgres', dataDir, cacheBytes: 2 ** 30 });
  ctx = { actor: 'test', project, db: db(), blobs, now: () => new Date(), log: pino({ level: 'silent' }) };
});
afterAll(async () => {
  await disconnectDb();
  await server.stop('immediate');
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(['fast', 'immediate'] as const)(
  'a database restarted (%s) under load loses no job and runs none twice',
  async (mode) => {
    const settings = {
      dataDir,
      blobs: 'postgres' as const,
      cacheBytes: 2 ** 30,
      workerSlots: 2,
      leaseMs: 6_000,
      beatMs: 1_000,
    };
    const entry = path.join(import.meta.dirname, 'testing/child-for-tests.ts');
    const running = await startWorker({ settings, databaseUrl: server.url, log: ctx.log, entry });
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) {
      const steps = [
        { do: 'query', times: 30, pauseMs: 20 },
        { do: 'tag', key: 'ended' },
      ];
      ids.push((await enqueueJob({ ctx, input: { kind: 'test', payload: { steps }, maxAttempts: 6 } })).jobId);
    }
    await until('work is under way', async () => (await ctx.db.job.count({ where: { state: 'running' } })) === 2);
    await server.stop(mode);
    await server.start();
    const done = () => ctx.db.job.count({ where: { id: { in: ids }, state: 'succeeded' } });
    await until('all jobs succeed', () => retryWhileAway(async () => (await done()) === 6, 10_000), 60_000);
    await running.stop();
    const jobs = await ctx.db.job.findMany({
      where: { id: { in: ids } },
      include: { attempts: true, run: { include: { tags: true } } },
    });
    for (const job of jobs) {
      expect(job.attempts.filter((attempt) => attempt.outcome === 'succeeded')).toHaveLength(1);
      expect(job.attempts.filter((attempt) => attempt.outcome === 'running')).toHaveLength(0);
      expect(job.run).toMatchObject({ status: 'finished', tags: [{ key: 'ended', value: `${job.attempt}` }] });
    }
    const [worker] = (await pool().query('SELECT stopped_at FROM traza.worker ORDER BY started_at DESC LIMIT 1')).rows;
    expect(worker.stopped_at).not.toBeNull();
  },
  120_000,
);
