import type { Ctx } from '../context.ts';
import { inSnapshot } from '../db/in-snapshot.ts';
import { DomainError } from '../errors.ts';
import { requireRun } from '../runs/require-run.ts';
import type { BucketColumns } from './blocks/buckets.ts';
import { foldStretch } from './blocks/fold-stretch.ts';
import { readStretches } from './blocks/read-stretches.ts';
import { everything } from './blocks/stretch.ts';
import type { BucketAnswer, SeriesStretch } from './schema.ts';
import { seriesRows } from './sql/series-rows.ts';
import { wireNumber } from './wire-number.ts';

export interface ReadSeriesArgs {
  runId: string;
  key: string;
  points?: number;
  from?: number | undefined;
  to?: number | undefined;
  since?: number | undefined;
}

/**
 * A stretch of one metric in at most `points` (500) buckets; where there are fewer points each comes by itself.
 * @throws DomainError NOT_FOUND (run or metric)
 */
export async function readSeries({ ctx, input }: { ctx: Ctx; input: ReadSeriesArgs }): Promise<SeriesStretch> {
  const { runId, key, points = 500 } = input;
  await requireRun(ctx, runId);
  const stretch = await inSnapshot(async (client) => {
    const [series] = await seriesRows(client, { projectId: ctx.project.id, runIds: [runId], keys: [key] });
    if (!series) throw metricNotFound(runId, key);
    const window = { axis: 'step' as const, ...stepsOf(input) };
    const stretches = await readStretches(client, [
      { seriesId: series.id, sealed: series.count - series.hot, hot: series.hot, window, entries: points },
    ]);
    return stretches.get(series.id);
  });
  if (!stretch || stretch.count === 0) return { key, count: 0, exact: true, buckets: [] };
  const buckets = foldStretch(stretch, 'step', points);
  return {
    key,
    count: stretch.count,
    exact: buckets.length === stretch.count,
    buckets: Array.from(buckets.count, (_, index) => serializeBucket(buckets, index)),
  };
}

/** The steps asked for, both ends included. */
function stepsOf({ from, to, since }: ReadSeriesArgs): { from: number; to: number } {
  const after = since === undefined ? everything.from : since + 1;
  return { from: Math.max(from ?? everything.from, after), to: to ?? everything.to };
}

function metricNotFound(runId: string, key: string): DomainError {
  return new DomainError('NOT_FOUND', `Run ${runId} has no metric "${key.slice(0, 250)}".`, {
    fields: [{ path: 'key', message: 'names no metric of this run' }],
    hint: `GET /api/v1/runs/${runId}/metrics lists its metrics.`,
  });
}

function serializeBucket(buckets: BucketColumns, index: number): BucketAnswer {
  const at = (column: Float64Array) => column[index] ?? 0;
  const empty = at(buckets.count) === at(buckets.nanCount);
  return {
    from: at(buckets.firstStep),
    to: at(buckets.lastStep),
    count: at(buckets.count),
    nanCount: at(buckets.nanCount),
    first: wireNumber(at(buckets.first)),
    last: wireNumber(at(buckets.last)),
    min: empty ? null : wireNumber(at(buckets.min)),
    max: empty ? null : wireNumber(at(buckets.max)),
    firstAt: at(buckets.firstAt),
    lastAt: at(buckets.lastAt),
  };
}
