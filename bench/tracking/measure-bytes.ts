import pino from 'pino';
import { createBlobStore } from '#lib/blobs/create-blob-store.ts';
import type { Ctx } from '#lib/context.ts';
import { connectDb, disconnectDb, pool } from '#lib/db/client.ts';
import { newId } from '#lib/ids.ts';
import { sealSeries } from '#lib/metrics/blocks/seal-series.ts';
import { packPoints } from '#lib/metrics/pack-points.ts';
import type { Point } from '#lib/metrics/schema.ts';
import { writePoints } from '#lib/metrics/write-points.ts';
import { ensureProject } from '#lib/projects/ensure-project.ts';
import { applyMigrations } from '#lib/server/postgres/apply-migrations.ts';
import { startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import type { Curve } from './training-curves.ts';
import { randomFrom } from './workload.ts';

export interface BytesFound {
  perPoint: number;
  points: number;
  /** Bytes a point of each table with its indexes and its TOAST. */
  tables: Record<string, number>;
}

const tables = ['metric_series', 'metric_hot', 'metric_block'];
const pointsOfRequest = 1_000;
/** A few seconds of a run that logs without a break. */
const requestsOfRound = 50;

/**
 * Disk that points take when everything is sealed: tables, indexes, pyramid and summaries, above what the empty tables
 * take. Written as a client writes them, run after run, and sealed meanwhile, as the sealer does.
 * @param dir a folder for the database
 * @param runs curves of each run
 */
export async function measureBytes({ dir, runs }: { dir: string; runs: Iterable<Curve[]> }): Promise<BytesFound> {
  const database = await startEmbeddedPostgres({ dir });
  try {
    await applyMigrations(database.url);
    const db = connectDb(database.url, { poolSize: 4 });
    const ctx: Ctx = {
      actor: 'bench',
      project: await ensureProject(db, 'default'),
      db,
      blobs: createBlobStore({ kind: 'postgres', dataDir: dir, cacheBytes: 2 ** 20 }),
      now: () => new Date(),
      log: pino({ level: 'silent' }),
    };
    await vacuum();
    const empty = await sizes();
    let points = 0;
    for (const curves of runs) {
      points += await writeRun(ctx, curves);
    }
    const full = await sizes();
    const grown = tables.map((table) => [table, ((full[table] ?? 0) - (empty[table] ?? 0)) / points] as const);
    await requireCount(points);
    return {
      perPoint: grown.reduce((sum, [, bytes]) => sum + bytes, 0),
      points,
      tables: Object.fromEntries(grown),
    };
  } finally {
    await disconnectDb();
    await database.stop();
  }
}

/** A round of the sealer, and of autovacuum. */
async function tidy(): Promise<void> {
  await sealAll();
  await vacuum();
}

async function vacuum(): Promise<void> {
  await pool().query(`VACUUM ANALYZE ${tables.map((table) => `traza.${table}`).join(', ')}`);
}

async function sizes(): Promise<Record<string, number>> {
  const { rows } = await pool().query<{ name: string; bytes: number }>(
    `SELECT name, pg_total_relation_size('traza.' || name)::float8 AS bytes FROM unnest($1::text[]) AS name`,
    [tables],
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.bytes]));
}

/** @returns how many points it has */
async function writeRun(ctx: Ctx, curves: Curve[]): Promise<number> {
  const runId = newId();
  await ctx.db.run.create({
    data: { id: runId, projectId: ctx.project.id, name: 'bench', kind: 'external', status: 'running', actor: 'bench' },
  });
  const points: Point[] = curves.flatMap(({ key, step, at, value }) =>
    step.map((one, index) => ({ key, step: one, at: at[index] ?? 0, value: value[index] ?? 0 })),
  );
  points.sort((a, b) => a.step - b.step || a.at - b.at);
  for (let from = 0; from < points.length; from += pointsOfRequest) {
    await writePoints({ ctx, input: { runId, points: packPoints(points.slice(from, from + pointsOfRequest)) } });
    if ((from / pointsOfRequest) % requestsOfRound === requestsOfRound - 1) await tidy();
  }
  await tidy();
  return points.length;
}

async function sealAll(): Promise<void> {
  for (;;) {
    const { rows } = await pool().query<{ id: number }>(
      'SELECT id::float8 AS id FROM traza.metric_series WHERE hot > 0',
    );
    if (rows.length === 0) return;
    await sealSeries(rows.map((row) => row.id));
  }
}

async function requireCount(points: number): Promise<void> {
  const { rows } = await pool().query<{ kept: number }>(
    'SELECT sum(count)::float8 AS kept FROM traza.metric_block WHERE level = 0',
  );
  if (rows[0]?.kept !== points) throw new Error(`${points} points were written, ${rows[0]?.kept} are sealed.`);
}

/** Runs whose values cannot be compressed: ten series of a hundred thousand random doubles, half a second apart, more or less. */
export function* randomRuns(count: number): Generator<Curve[]> {
  for (let run = 0; run < count; run += 1) {
    const random = randomFrom(run);
    yield Array.from({ length: 10 }, (_, series) => {
      const length = 100_000;
      const numbers = Array.from({ length }, (_, index) => index);
      return {
        key: `random ${series}`,
        step: numbers,
        at: numbers.map((index) => 1_780_000_000_000 + index * 500 + Math.floor(random() * 20)),
        // 53 random bits: one call gives 32.
        value: numbers.map(() => random() + random() / 2 ** 32),
      };
    });
  }
}
