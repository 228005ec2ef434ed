import { expect } from 'vitest';
import { pool } from '../../db/client.ts';
import { inSnapshot } from '../../db/in-snapshot.ts';
import type { PointColumns } from '../blocks/points.ts';
import { readStretches } from '../blocks/read-stretches.ts';
import { everything } from '../blocks/stretch.ts';
import { expectSum, summaryOf } from '../blocks/testing/model-series.ts';

/** A series as it is stored: its summary, and its points wherever they lie. */
export interface StoredSeries {
  id: number;
  key: string;
  hot: number;
  sum: number;
  summary: ReturnType<typeof summaryOf>;
  points: PointColumns;
}

/** Every series of a run, by key. */
export async function storedSeries(runId: string): Promise<Map<string, StoredSeries>> {
  const { rows } = await pool().query<{ id: number; key: string; hot: number; sum: number; last: number } & Numbers>(
    `SELECT id::float8 AS id, key, count::float8 AS count, nan_count::float8 AS "nanCount", hot, sum, min, max, last,
       first_step::float8 AS "firstStep", first_at::float8 AS "firstAt",
       last_step::float8 AS "lastStep", last_at::float8 AS "lastAt"
     FROM traza.metric_series WHERE run_id = $1 ORDER BY key`,
    [runId],
  );
  const series = new Map<string, StoredSeries>();
  for (const { id, key, hot, sum, ...summary } of rows) {
    const found = await inSnapshot((client) =>
      readStretches(client, [
        { seriesId: id, sealed: summary.count - hot, hot, window: everything, entries: Number.MAX_SAFE_INTEGER },
      ]),
    );
    const points = found.get(id)?.points;
    if (!points) throw new Error(`Series ${key} could not be read.`);
    series.set(key, { id, key, hot, sum, summary: { ...summary, last: summary.last + 0 }, points });
  }
  return series;
}

interface Numbers {
  count: number;
  nanCount: number;
  min: number | null;
  max: number | null;
  firstStep: number;
  firstAt: number;
  lastStep: number;
  lastAt: number;
}

/** What the row of a series says is true of its points. */
export function expectTrueSummary(series: StoredSeries): void {
  expect(series.summary, series.key).toEqual(summaryOf(series.points));
  expectSum(series.sum, series.points);
}
