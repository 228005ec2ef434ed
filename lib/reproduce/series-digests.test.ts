import { expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import { pool } from '../db/client.ts';
import { sealSeries } from '../metrics/blocks/seal-series.ts';
import { createRun } from '../runs/create-run.ts';
import { logBatch } from '../runs/log-batch.ts';
import { comparedPoints, seriesDigests } from './series-digests.ts';

const t = await testDatabase();

test('digests say the same of points that are hot, sealed, or both', async () => {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: {} });
  const loss = Array.from({ length: 3_000 }, (_, index) => ({
    key: 'loss',
    step: Math.floor(index / 3) - 100,
    at: 10_000 - index,
    value: index % 50 === 0 ? Number.NaN : index % 7 === 0 ? Number.NEGATIVE_INFINITY : Math.sin(index),
  }));
  const constant = Array.from({ length: 40 }, (_, index) => ({ key: 'constant', step: 0, at: index, value: 1 }));
  await logBatch({ ctx, input: { runId, metrics: [...loss, ...constant] } });
  // As it is written down: step and bits of each point, by step and value.
  const { rows } = await pool().query<{ key: string; digest: string }>(
    `SELECT s.key, encode(sha256(convert_to(string_agg(p.step || ' ' || encode(float8send(p.value), 'hex'), E'\\n'
       ORDER BY p.step, p.value, p.at), 'UTF8')), 'hex') AS digest
     FROM traza.metric_series s JOIN traza.metric_point p ON p.series_id = s.id
     WHERE s.run_id = $1 GROUP BY s.key ORDER BY s.key`,
    [runId],
  );
  const hot = await seriesDigests(ctx, runId);
  expect(hot.map(({ key, digest }) => ({ key, digest }))).toEqual(rows);
  const [{ id = 0 } = {}] = hot.filter((one) => one.key === 'loss');
  const points = await comparedPoints(id);
  expect(points).toHaveLength(3_000);
  expect(points[2]).toMatchObject({ step: -100, value: Number.NaN });

  await sealSeries(hot.map((one) => one.id));
  expect(await seriesDigests(ctx, runId)).toEqual(hot);
  expect(await comparedPoints(id)).toEqual(points);

  await logBatch({ ctx, input: { runId, metrics: [{ key: 'loss', step: 5, at: 1, value: 0.5 }] } });
  const mixed = await seriesDigests(ctx, runId);
  expect(mixed[0]).toEqual(hot[0]);
  expect(mixed[1]?.digest).not.toBe(hot[1]?.digest);
  await sealSeries([id]);
  expect(await seriesDigests(ctx, runId)).toEqual(mixed);
});
