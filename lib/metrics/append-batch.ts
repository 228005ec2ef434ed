import { db } from '../db/client.ts';
import { inTransaction } from '../db/statement.ts';
import { copyPoint, newPoints, type PointColumns } from './blocks/points.ts';
import { sortPoints } from './blocks/sort-points.ts';
import { hotRows } from './hot-rows.ts';
import { mergeIntoSeries } from './merge-into-series.ts';
import { appendPoints, type Refusal } from './sql/append-points.ts';
import { lockSeriesById } from './sql/lock-series.ts';
import { summarizePoints } from './summarize-points.ts';

/** The points of one request, whose series are known: each once, its points sorted. */
export interface Append {
  runId: string;
  size: number;
  series: { id: number; points: PointColumns }[];
}

/** Durable; or nothing of the request was written, since its run or one of its series is not what it was thought to be. */
export type Outcome = 'written' | 'stale';

/**
 * Writes requests together, each of them whole or not at all: in one statement where their points come after those that
 * are there. One that cannot be written fails alone.
 * @returns what came of each, in their order
 */
export async function appendBatch(appends: readonly Append[]): Promise<Outcome[]> {
  const outcomes = new Map<Append, Outcome>();
  let left = appends;
  const behind: Append[] = [];
  while (left.length > 0) {
    const series = joinSeries(left);
    const refusals = await appendPoints({
      runIds: [...new Set(left.map((one) => one.runId))],
      series: series.map(({ id, points }) => ({ id, summary: summarizePoints(points) })),
      rows: hotRows(series),
    });
    if (refusals.length === 0) {
      for (const one of left) outcomes.set(one, 'written');
      break;
    }
    const next: Append[] = [];
    for (const one of left) {
      const refusal = refusals.find((each) => concerns(each, one));
      if (!refusal) next.push(one);
      else if (refusal.what === 'run') outcomes.set(one, 'stale');
      else behind.push(one);
    }
    left = next;
  }
  if (behind.length > 0) {
    const merged = await mergeBatch(behind);
    for (const [index, one] of behind.entries()) outcomes.set(one, merged[index] ?? 'stale');
  }
  return appends.map((one) => outcomes.get(one) ?? 'stale');
}

function concerns(refusal: Refusal, append: Append): boolean {
  if (refusal.what === 'run') return refusal.runId === append.runId;
  return append.series.some((one) => one.id === refusal.seriesId);
}

/** Points that lie among others, or are there already: the transaction looks before it writes. */
async function mergeBatch(appends: readonly Append[]): Promise<Outcome[]> {
  return inTransaction(db(), async (run) => {
    const ids = [...new Set(appends.flatMap((one) => one.series.map((series) => series.id)))];
    const locked = new Map((await lockSeriesById(run, ids)).map((one) => [one.id, one]));
    const whole = appends.filter((one) => one.series.every(({ id }) => locked.get(id)?.open));
    const given = joinSeries(whole).flatMap(({ id, points }) => {
      const series = locked.get(id);
      return series ? [{ series, points }] : [];
    });
    await mergeIntoSeries(run, { given, attempt: 0 });
    return appends.map((one) => (whole.includes(one) ? 'written' : 'stale'));
  });
}

/** The points of several requests by series; a series that several of them name is there once. */
function joinSeries(appends: readonly Append[]): { id: number; points: PointColumns }[] {
  const [only] = appends;
  if (only && appends.length === 1) return only.series;
  const parts = new Map<number, PointColumns[]>();
  for (const { series } of appends) {
    for (const { id, points } of series) {
      const known = parts.get(id);
      if (known) known.push(points);
      else parts.set(id, [points]);
    }
  }
  return Array.from(parts, ([id, points]) => ({ id, points: joinPoints(points) }));
}

function joinPoints(parts: readonly PointColumns[]): PointColumns {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const joined = newPoints(parts.reduce((sum, one) => sum + one.length, 0));
  let next = 0;
  for (const part of parts) {
    for (let index = 0; index < part.length; index += 1) copyPoint(part, index, joined, next + index);
    next += part.length;
  }
  return sortPoints(joined);
}
