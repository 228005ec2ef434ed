import type { ClientBase } from 'pg';
import { fullBlock } from './block-row.ts';
import { decodePoints } from './decode-points.ts';
import { joinHotRows, readHotBytes } from './hot-points.ts';
import { compareValues, joinPoints, newPoints, type PointColumns, slicePoints } from './points.ts';
import { headsByTime } from './sql/heads-by-time.ts';
import { blocksAt } from './sql/read-blocks.ts';
import { hotRowsOf } from './sql/read-in-order.ts';

/** A place in the history of a series. */
export interface HistoryPlace {
  at: number;
  step: number;
  value: number;
}

/**
 * The points of a series in the order of (time, step, value), from behind a place on. Of a series whose clock runs with
 * its steps only the blocks of the page are opened, however long it is.
 * @param client within a snapshot
 * @param input.most points at most
 */
export async function historyPage(
  client: ClientBase,
  { seriesId, hot, after, most }: { seriesId: number; hot: boolean; after?: HistoryPlace | undefined; most: number },
): Promise<{ points: PointColumns; more: boolean }> {
  const hotRows = hot ? await hotRowsOf(client, seriesId) : [];
  let pool = behind(byTime(joinHotRows(hotRows.map(readHotBytes))), after);
  const heads = await headsByTime(client, { seriesId, from: after?.at ?? Number.MIN_SAFE_INTEGER });
  for (let next = 0; next < heads.length; ) {
    // What lies before every point of the blocks that are not open yet is in its final place.
    const settled = countBefore(pool, heads[next]?.minAt ?? 0);
    if (settled > most) return { points: slicePoints(pool, 0, most), more: true };
    const some = heads.slice(next, next + Math.ceil((most - settled + 1) / fullBlock));
    next += some.length;
    const blocks = await blocksAt(
      client,
      some.map(({ index }) => ({ seriesId, level: 0, index })),
    );
    const opened = blocks
      .sort((a, b) => a.index - b.index)
      .map((block) => behind(byTime(decodePoints(block.body)), after));
    pool = byTime(joinPoints([pool, ...opened]));
  }
  return { points: slicePoints(pool, 0, most), more: pool.length > most };
}

function compareTimes(points: PointColumns, index: number, at: number, step: number, value: number): number {
  const times = (points.at[index] ?? 0) - at;
  if (times !== 0) return times;
  const steps = (points.step[index] ?? 0) - step;
  return steps === 0 ? compareValues(points.value[index] ?? 0, value) : steps;
}

function byTime(points: PointColumns): PointColumns {
  const compare = (a: number, b: number) =>
    compareTimes(points, a, points.at[b] ?? 0, points.step[b] ?? 0, points.value[b] ?? 0);
  let sorted = true;
  for (let index = 1; index < points.length && sorted; index += 1) sorted = compare(index - 1, index) <= 0;
  if (sorted) return points;
  const order = [...points.step.keys()].sort(compare);
  const ordered = newPoints(points.length);
  for (const name of ['step', 'at', 'value'] as const) {
    for (const [target, index] of order.entries()) ordered[name][target] = points[name][index] ?? 0;
  }
  return ordered;
}

function behind(points: PointColumns, after: HistoryPlace | undefined): PointColumns {
  if (!after) return points;
  let start = 0;
  while (start < points.length && compareTimes(points, start, after.at, after.step, after.value) <= 0) start += 1;
  return slicePoints(points, start);
}

function countBefore(points: PointColumns, at: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points.at[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
