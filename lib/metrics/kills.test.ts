import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBlobStore } from '#lib/blobs/create-blob-store.ts';
import type { Ctx } from '#lib/context.ts';
import { connectDb, db, disconnectDb } from '#lib/db/client.ts';
import { ensureProject } from '#lib/projects/ensure-project.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { logBatch } from '#lib/runs/log-batch.ts';
import { applyMigrations } from '#lib/server/postgres/apply-migrations.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import { sealSeries } from './blocks/seal-series.ts';
import { seeded } from './blocks/testing/random.ts';
import { requestOf } from './testing/kill-requests.ts';
import { expectTrueSummary, storedSeries } from './testing/stored-series.ts';

// A server of its own with the durability of the product, because it is stopped as a crash would stop it.

const kills = 30;
const crashes = 20;
const atOnce = 5;

const dataDir = mkdtempSync(path.join(tmpdir(), 'traza-kills-'));
let server: EmbeddedPostgres;
let ctx: Ctx;

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dir: path.join(dataDir, 'postgres'), durable: true });
  await applyMigrations(server.url);
  const project = await ensureProject(connectDb(server.url), 'kills');
  const blobs = createBlobStore({ kind: 'postgres', dataDir, cacheBytes: 2 ** 20 });
  ctx = { actor: 'test', project, db: db(), blobs, now: () => new Date(), log: pino({ level: 'silent' }) };
}, 120_000);
afterAll(async () => {
  await disconnectDb();
  await server.stop('immediate');
  rmSync(dataDir, { recursive: true, force: true });
});

/** Every acknowledged request is there whole, every other one whole or not at all, no point twice, all summaries true. */
async function expectWhole(runId: string, acknowledged: ReadonlySet<number>): Promise<void> {
  const found = new Map<number, Set<string>>();
  const twice: string[] = [];
  for (const series of (await storedSeries(runId)).values()) {
    expectTrueSummary(series);
    const { step, at, value } = series.points;
    for (const [index, number] of at.entries()) {
      const points = found.get(number) ?? new Set();
      found.set(number, points);
      const name = `${series.key} ${step[index]} ${value[index]}`;
      if (points.has(name)) twice.push(`${name} of request ${number}`);
      points.add(name);
    }
  }
  const sentPoints = (number: number) =>
    new Set(requestOf(number).map(({ key, step, value }) => `${key} ${step} ${value + 0}`));
  const half = [...found].filter(([number, points]) => {
    const sent = sentPoints(number);
    return points.size !== sent.size || [...sent].some((name) => !points.has(name));
  });
  expect(twice).toEqual([]);
  expect(half.map(([number]) => number)).toEqual([]);
  expect([...acknowledged].filter((number) => !found.has(number))).toEqual([]);
}

/** Starts a writer and kills it without warning once it has been answered some times. */
async function writeUntilKilled(
  runId: string,
  first: number,
  answers: number,
  acknowledged: Set<number>,
): Promise<void> {
  const entry = path.join(import.meta.dirname, 'testing/writer-for-tests.ts');
  const child = fork(entry, [server.url, ctx.project.id, runId, String(first)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(dataDir, 'compiled') },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let heard = 0;
  child.on('message', (number) => {
    acknowledged.add(Number(number));
    heard += 1;
    if (heard === answers) child.kill('SIGKILL');
  });
  const [code, signal] = await once(child, 'exit');
  // What it had been answered and could still tell.
  if (child.connected) await once(child, 'disconnect');
  expect([code, signal]).toEqual([null, 'SIGKILL']);
}

test(`writers killed ${kills} times lose nothing that was acknowledged, and leave nothing half`, async () => {
  const { runId } = await createRun({ ctx, input: {} });
  const acknowledged = new Set<number>();
  const random = seeded(1);
  for (let killed = 0; killed < kills; killed += atOnce) {
    const round = Array.from({ length: atOnce }, (_, index) =>
      writeUntilKilled(runId, (killed + index + 1) * 1_000_000, 1 + random.below(40), acknowledged),
    );
    await Promise.all(round);
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(kills);
  await expectWhole(runId, acknowledged);
}, 300_000);

test(`a database that crashes ${crashes} times under writers keeps all that was acknowledged`, async () => {
  const { runId } = await createRun({ ctx, input: {} });
  const acknowledged = new Set<number>();
  let writing = true;
  let failures = 0;
  let goal = 0;
  let reached = Promise.withResolvers<void>();
  async function write(first: number): Promise<void> {
    for (let number = first; writing; number += 1) {
      // A client that gets an error sends the same again: it cannot know whether it was written.
      for (let answered = false; !answered && writing; ) {
        try {
          await logBatch({ ctx, input: { runId, metrics: requestOf(number) } });
          acknowledged.add(number);
          answered = true;
          if (acknowledged.size === goal) reached.resolve();
        } catch {
          failures += 1;
          await wait(20);
        }
      }
    }
  }
  const writers = [1, 2, 3, 4, 5, 6].map((writer) => write(writer * 1_000_000));
  const random = seeded(2);
  for (let crash = 0; crash < crashes; crash += 1) {
    reached = Promise.withResolvers();
    goal = acknowledged.size + 5 + random.below(40);
    await reached.promise;
    await server.stop('immediate');
    await server.start();
    if (crash % 3 === 0) {
      const rows = await db().metricSeries.findMany({ where: { runId }, select: { id: true } });
      await sealSeries(rows.map((row) => Number(row.id)));
    }
  }
  writing = false;
  await Promise.all(writers);
  expect(failures).toBeGreaterThanOrEqual(crashes);
  await expectWhole(runId, acknowledged);
}, 300_000);
