import type { PoolClient } from 'pg';
import { pool } from '../../db/client.ts';
import { addBucket, newBuckets } from './buckets.ts';
import { planSeal } from './plan-seal.ts';
import type { PointColumns } from './points.ts';
import { sortPoints } from './sort-points.ts';
import { writeBlocks } from './sql/write-blocks.ts';
import { bucketsOfPoints } from './summarize.ts';

/**
 * Makes a metric of a run from all its points at once, straight into sealed blocks: for benchmarks and imports of
 * millions of points. In one transaction, or in the caller's on `within`.
 * @param input.points at least one, in any order, each counted once
 * @returns the id of the new series @throws DatabaseError 23505 when the run has this metric already
 */
export async function sealPoints(
  { runId, key, points }: { runId: string; key: string; points: PointColumns },
  within?: PoolClient,
): Promise<number> {
  if (within) return writeSeries(within, runId, key, sortPoints(points));
  const client = await pool().connect();
  try {
    await client.query('BEGIN');
    const id = await writeSeries(client, runId, key, sortPoints(points));
    await client.query('COMMIT');
    client.release();
    return id;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function writeSeries(client: PoolClient, runId: string, key: string, points: PointColumns): Promise<number> {
  const all = newBuckets(1);
  const buckets = bucketsOfPoints(points);
  for (let index = 0; index < buckets.length; index += 1) addBucket(all, 0, buckets, index);
  const number = (value: number | undefined) => (Number.isNaN(value) ? null : (value ?? 0));
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO traza.metric_series (run_id, experiment_id, key, count, nan_count, sum, last, last_step, last_at, min,
       max, first_step, first_at, hot, sealed_to)
     SELECT id, experiment_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $7 FROM traza.run WHERE id = $1
     RETURNING id::float8 AS id`,
    [
      runId,
      key,
      all.count[0],
      all.nanCount[0],
      all.sum[0],
      all.last[0],
      all.lastStep[0],
      all.lastAt[0],
      number(all.min[0]),
      number(all.max[0]),
      all.firstStep[0],
      all.firstAt[0],
    ],
  );
  const seriesId = rows[0]?.id;
  if (seriesId === undefined) throw new Error(`There is no run ${runId}.`);
  const plan = await planSeal({
    heads: [],
    points,
    open: async () => {
      throw new Error('A new series has no blocks.');
    },
  });
  await writeBlocks(
    client,
    plan.rows.map((row) => ({ ...row, seriesId })),
  );
  return seriesId;
}
