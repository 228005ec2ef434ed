import { DatabaseError } from 'pg';
import type { PackedPoints } from './pack-points.ts';
import { type AppendBatch, appendPoints, type Refusal } from './sql/append-points.ts';
import { addSummary, type SeriesSummary } from './summarize-points.ts';

/** The points of one request, whose series are known. */
export interface Append {
  runId: string;
  points: PackedPoints;
  /** By key, as in `points.keys`. */
  series: { id: number; summary: SeriesSummary }[];
}

/**
 * What came of a request: its points are durable; or nothing of it was written because its run is gone or archived, its
 * series is gone, sealed steps lie at or after its own, or one of its points is there already.
 */
export type Outcome = 'written' | Refusal['what'] | 'repeated';

/** Puts the points of several requests, of whatever runs, into one batch. */
function gather(appends: readonly Append[]): AppendBatch {
  const size = appends.reduce((sum, one) => sum + one.points.size, 0);
  const batch: AppendBatch = {
    runIds: [...new Set(appends.map((one) => one.runId))],
    series: [],
    seriesIds: new Float64Array(size),
    step: new Float64Array(size),
    at: new Float64Array(size),
    value: new Float64Array(size),
  };
  const summaries = new Map<number, SeriesSummary>();
  let next = 0;
  for (const { points, series } of appends) {
    const { size: own, keyOf } = points;
    for (let index = 0; index < own; index += 1) batch.seriesIds[next + index] = series[keyOf[index] ?? 0]?.id ?? 0;
    batch.step.set(points.step.subarray(0, own), next);
    batch.at.set(points.at.subarray(0, own), next);
    batch.value.set(points.value.subarray(0, own), next);
    next += own;
    for (const { id, summary } of series) {
      const known = summaries.get(id);
      if (known) addSummary(known, summary);
      else summaries.set(id, appends.length === 1 ? summary : { ...summary });
    }
  }
  batch.series = Array.from(summaries, ([id, summary]) => ({ id, summary }));
  return batch;
}

function isRefused(append: Append, refusals: Refusal[]): Refusal['what'] | undefined {
  return refusals.find((one) =>
    one.what === 'run' ? one.runId === append.runId : append.series.some((series) => series.id === one.seriesId),
  )?.what;
}

/** The constraint that a statement broke: something is there already. */
export function brokenUnique(error: unknown): string | undefined {
  return error instanceof DatabaseError && error.code === '23505' ? error.constraint : undefined;
}

/**
 * Writes requests in one statement. One that cannot be written fails alone: the others are written without it.
 * @returns what came of each, in their order
 * @throws whatever the database says that is not about one of them
 */
export async function appendBatch(appends: readonly Append[]): Promise<Outcome[]> {
  const outcomes = new Map<Append, Outcome>();
  let left = appends;
  while (left.length > 0) {
    let refusals: Refusal[];
    try {
      refusals = await appendPoints(gather(left));
    } catch (error) {
      if (brokenUnique(error) === undefined) throw error;
      const [only] = left;
      if (left.length === 1 && only) outcomes.set(only, 'repeated');
      // Which one repeats a point the database does not say.
      else for (const one of left) outcomes.set(one, (await appendBatch([one]))[0] ?? 'repeated');
      break;
    }
    const refused = left.filter((one) => isRefused(one, refusals));
    for (const one of left) outcomes.set(one, isRefused(one, refusals) ?? 'written');
    if (refused.length === 0) break;
    left = left.filter((one) => !refused.includes(one));
  }
  return appends.map((one) => outcomes.get(one) ?? 'written');
}
