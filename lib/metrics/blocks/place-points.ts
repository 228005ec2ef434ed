import type { BlockHead } from './block-row.ts';
import { comparePoints, type PointColumns, slicePoints } from './points.ts';

/** The points that belong into one block. */
export interface Placed {
  head: BlockHead;
  points: PointColumns;
}

/**
 * Finds the block that each new point belongs into, so that blocks stay in the order of the series: the first one whose
 * last point is not before it, or the last block.
 * @param heads of neighbouring blocks, the last of them the last of the series; at least one
 * @param points sorted; those before the first head belong into it
 * @param open reads the points of a block; only asked where a step is shared by two blocks
 * @param mostBlocks points from the next block on are left out
 */
export async function placePoints({
  heads,
  points,
  open,
  mostBlocks,
}: {
  heads: readonly BlockHead[];
  points: PointColumns;
  open: (head: BlockHead) => Promise<PointColumns>;
  mostBlocks: number;
}): Promise<Placed[]> {
  const placed: Placed[] = [];
  let start = 0;
  for (const [place, head] of heads.entries()) {
    const next = heads[place + 1];
    let end = start;
    if (!next) end = points.length;
    else while (end < points.length && (await belongs(points, end, head, next, open))) end += 1;
    if (end === start) continue;
    placed.push({ head, points: slicePoints(points, start, end) });
    start = end;
    if (start === points.length || placed.length === mostBlocks) break;
  }
  return placed;
}

/** Whether a point that lies after the blocks before `head` belongs into it. */
async function belongs(
  points: PointColumns,
  index: number,
  head: BlockHead,
  next: BlockHead,
  open: (head: BlockHead) => Promise<PointColumns>,
): Promise<boolean> {
  const step = points.step[index] ?? 0;
  if (step !== head.lastStep) return step < head.lastStep;
  if (next.firstStep > step) return true;
  const at = points.at[index] ?? 0;
  // All points of a block of one step are in the order of their times.
  if (head.firstStep === head.lastStep && at !== head.maxAt) return at < head.maxAt;
  const block = await open(head);
  return comparePoints(points, index, block, block.length - 1) <= 0;
}
