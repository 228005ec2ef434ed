import { type BlockHead, type BlockRow, childrenOfBlock, fullBlock, largestBlock, smallSeries } from './block-row.ts';
import { bucketRow, buildPyramid, type OpenBody } from './build-pyramid.ts';
import { decodePoints } from './decode-points.ts';
import { encodePoints } from './encode-points.ts';
import { mergePoints } from './merge-points.ts';
import { placePoints } from './place-points.ts';
import { joinPoints, newPoints, type PointColumns, slicePoints } from './points.ts';
import { bucketsOfPoints } from './summarize.ts';

/** Points scattered over more blocks than this are sealed by several plans. */
const mostBlocks = childrenOfBlock;

/** What sealing some points of a series comes to. */
export interface SealPlan {
  /** How many of the points, from the first, this plan takes in. */
  taken: number;
  /** Blocks to write, over those of the same level and index. */
  rows: BlockRow[];
  /** Blocks of levels 0 and 1 that move to another index before the others are written. */
  moves: { from: number; to: number }[];
  /** Points of those taken that were sealed already. */
  repeats: PointColumns;
}

/**
 * Plans how points come into the sealed blocks of their series: behind the last point of the last block, and late ones
 * into the blocks that cover their steps.
 * @param heads of the blocks of level 0 from the first one that a point may belong into, to the last; none for a series
 *   without blocks
 * @param points sorted, at least one
 * @param open reads the stored bodies that are needed
 */
export async function planSeal({
  heads,
  points,
  open,
}: {
  heads: readonly BlockHead[];
  points: PointColumns;
  open: OpenBody;
}): Promise<SealPlan> {
  const last = heads.at(-1);
  const before = last ? last.index + 1 : 0;
  const opened = new Map<number, PointColumns>();
  const openPoints = async (head: BlockHead) => {
    const known = opened.get(head.index) ?? decodePoints(await open(0, head.index));
    opened.set(head.index, known);
    return known;
  };
  const placed = last
    ? await placePoints({ heads, points, open: openPoints, mostBlocks })
    : [{ head: undefined, points }];

  const changed = new Map<number, PointColumns>();
  const moves: SealPlan['moves'] = [];
  const repeats: PointColumns[] = [];
  let shift = 0;
  let next = heads[0]?.index ?? 0;
  for (const { head, points: fresh } of placed) {
    const index = head?.index ?? 0;
    for (; next <= index && next < before; next += 1) if (shift > 0) moves.push({ from: next, to: next + shift });
    if (head && head === last && isFull(head, fresh)) {
      const pieces = cut(fresh, true);
      for (const [place, piece] of pieces.entries()) changed.set(index + shift + 1 + place, piece);
      shift += pieces.length;
      continue;
    }
    const merged = head ? mergePoints(await openPoints(head), fresh) : { points: fresh, repeats: newPoints(0) };
    repeats.push(merged.repeats);
    const pieces = cut(merged.points, !head || head === last);
    for (const [place, piece] of pieces.entries()) changed.set(index + shift + place, piece);
    shift += pieces.length - 1;
  }
  for (; next < before; next += 1) if (shift > 0) moves.push({ from: next, to: next + shift });

  const after = Math.max(before, 1) + shift;
  return {
    taken: placed.reduce((sum, one) => sum + one.points.length, 0),
    rows: await rowsOf(changed, moves, {
      before,
      after,
      hadPyramid: before > 1 || (last?.count ?? 0) > smallSeries,
      open,
    }),
    moves,
    repeats: joinPoints(repeats),
  };
}

/** Whether a last block stays as it is, since these points come behind it. */
function isFull(head: BlockHead, fresh: PointColumns): boolean {
  return head.count >= fullBlock && (fresh.step[0] ?? 0) > head.lastStep;
}

/** The last block is filled and the next ones begun; a block in the middle is split when it has grown too large. */
function cut(points: PointColumns, isLast: boolean): PointColumns[] {
  if (!isLast && points.length <= largestBlock) return [points];
  const count = Math.ceil(points.length / fullBlock);
  const size = isLast ? fullBlock : Math.ceil(points.length / count);
  return Array.from({ length: count }, (_, index) =>
    slicePoints(points, index * size, Math.min(points.length, (index + 1) * size)),
  );
}

async function rowsOf(
  changed: Map<number, PointColumns>,
  moves: SealPlan['moves'],
  { before, after, hadPyramid, open }: { before: number; after: number; hadPyramid: boolean; open: OpenBody },
): Promise<BlockRow[]> {
  const rows: BlockRow[] = Array.from(changed, ([index, points]) => pointRow(index, points));
  const single = after === 1 ? changed.get(0) : undefined;
  if (single && single.length <= smallSeries) return rows;
  const origins = new Map(moves.map(({ from, to }) => [to, from]));
  const level1 = {
    level: 1,
    before: hadPyramid ? before : 0,
    after,
    changed: new Map(Array.from(changed, ([index, points]) => [index, bucketsOfPoints(points)])),
    indexBefore: (index: number) => origins.get(index) ?? index,
  };
  for (const [index, buckets] of level1.changed) rows.push(bucketRow(1, index, buckets));
  rows.push(...(await buildPyramid(level1, open)));
  return rows;
}

function pointRow(index: number, points: PointColumns): BlockRow {
  return {
    level: 0,
    index,
    count: points.length,
    firstStep: points.step[0] ?? 0,
    lastStep: points.step[points.length - 1] ?? 0,
    minAt: points.at.reduce((least, at) => Math.min(least, at)),
    maxAt: points.at.reduce((greatest, at) => Math.max(greatest, at)),
    body: encodePoints(points),
  };
}
