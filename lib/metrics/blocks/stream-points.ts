import type { ClientBase } from 'pg';
import { decodePoints } from './decode-points.ts';
import { joinHotRows, readHotBytes } from './hot-points.ts';
import { mergePoints } from './merge-points.ts';
import { comparePoints, type PointColumns, slicePoints } from './points.ts';
import { blocksFrom, hotRowsOf } from './sql/read-in-order.ts';

/** Blocks that are held in memory at once. */
const blocksAtOnce = 16;

/**
 * All points of a series, one sorted part after another: every point is after those of the parts before.
 * @param client within a snapshot, and nobody else's until the end
 */
export async function* streamPoints(client: ClientBase, seriesId: number): AsyncGenerator<PointColumns, void, void> {
  let hot = joinHotRows((await hotRowsOf(client, seriesId)).map(readHotBytes));
  for (let index = 0; ; index += blocksAtOnce) {
    const bodies = await blocksFrom(client, { seriesId, index, most: blocksAtOnce });
    for (const body of bodies) {
      const block = decodePoints(body);
      const before = hotUpTo(hot, block);
      yield mergePoints(block, slicePoints(hot, 0, before)).points;
      hot = slicePoints(hot, before);
    }
    if (bodies.length < blocksAtOnce) break;
  }
  if (hot.length > 0) yield hot;
}

/** How many sorted hot points are not after the last one of a block. */
function hotUpTo(hot: PointColumns, block: PointColumns): number {
  let low = 0;
  let high = hot.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePoints(hot, middle, block, block.length - 1) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
