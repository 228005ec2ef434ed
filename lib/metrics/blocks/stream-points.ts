import type { ClientBase } from 'pg';
import { decodePoints } from './decode-points.ts';
import { joinHotRows, readHotBytes } from './hot-points.ts';
import { mergePoints } from './merge-points.ts';
import { comparePoints, type PointColumns, slicePoints } from './points.ts';
import { blocksFrom, hotRowsOf } from './sql/read-in-order.ts';
import { everything, type Window } from './stretch.ts';
import { pointsWithin } from './walk-blocks.ts';

/** Blocks that are held in memory at once. */
const blocksAtOnce = 16;

/**
 * The points of a series within some steps, one sorted part after another: every point is after those of the parts before.
 * @param client within a snapshot, and nobody else's until the end
 */
export async function* streamPoints(
  client: ClientBase,
  seriesId: number,
  window: Window = everything,
): AsyncGenerator<PointColumns, void, void> {
  let hot = pointsWithin(joinHotRows((await hotRowsOf(client, seriesId)).map(readHotBytes)), window);
  for (let index = 0; ; ) {
    const blocks = await blocksFrom(client, { seriesId, index, most: blocksAtOnce, from: window.from, to: window.to });
    for (const { body } of blocks) {
      const block = pointsWithin(decodePoints(body), window);
      if (block.length === 0) continue;
      const before = hotUpTo(hot, block);
      yield mergePoints(block, slicePoints(hot, 0, before)).points;
      hot = slicePoints(hot, before);
    }
    const last = blocks.at(-1);
    if (!last || blocks.length < blocksAtOnce) break;
    index = last.index + 1;
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
