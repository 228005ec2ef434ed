import { type BlockRow, childrenOfBlock } from './block-row.ts';
import { type BucketColumns, joinBuckets, sliceBuckets } from './buckets.ts';
import { decodeBuckets } from './decode-buckets.ts';
import { encodeBuckets } from './encode-buckets.ts';
import { bucketsOfBuckets } from './summarize.ts';

/** The blocks of one level, as they were and as they will be. */
export interface LevelChange {
  level: number;
  before: number;
  after: number;
  /** The buckets of the blocks that are new or changed, by their new index. */
  changed: Map<number, BucketColumns>;
  /** The index that an unchanged block had before. */
  indexBefore: (index: number) => number;
}

/** The body of a stored block, as it was before. */
export type OpenBody = (level: number, index: number) => Promise<Uint8Array>;

/** A block of a level above 0 as it is stored. */
export function bucketRow(
  level: number,
  index: number,
  buckets: BucketColumns,
  children: readonly number[] = [],
): BlockRow {
  return {
    level,
    index,
    count: buckets.length,
    firstStep: buckets.firstStep[0] ?? 0,
    lastStep: buckets.lastStep[buckets.length - 1] ?? 0,
    minAt: buckets.minAt.reduce((least, at) => Math.min(least, at)),
    maxAt: buckets.maxAt.reduce((greatest, at) => Math.max(greatest, at)),
    body: encodeBuckets(buckets, children),
  };
}

/**
 * The blocks above level 1 that have to be written when those of level 1 change. Each sums up 32 blocks of the level
 * below; what sums up an unchanged block is taken over from the stored one. The topmost level has one block.
 */
export async function buildPyramid(level1: LevelChange, open: OpenBody): Promise<BlockRow[]> {
  const rows: BlockRow[] = [];
  let below = level1;
  while (below.after > 1) {
    const change = await buildLevel(below, open);
    rows.push(...change.rows);
    below = change;
  }
  return rows;
}

async function buildLevel(below: LevelChange, open: OpenBody): Promise<LevelChange & { rows: BlockRow[] }> {
  const level = below.level + 1;
  const before = below.before > 1 ? Math.ceil(below.before / childrenOfBlock) : 0;
  const after = Math.ceil(below.after / childrenOfBlock);
  const stored = storedParts(level, before > 0, open);
  const changed = new Map<number, BucketColumns>();
  const rows: BlockRow[] = [];
  for (let index = 0; index < after; index += 1) {
    const first = index * childrenOfBlock;
    const end = Math.min(below.after, first + childrenOfBlock);
    if (index < before && isUntouched(below, first, end)) continue;
    const parts: BucketColumns[] = [];
    for (let child = first; child < end; child += 1) {
      const own = below.changed.get(child);
      parts.push(own ? bucketsOfBuckets(own) : await stored(below.indexBefore(child)));
    }
    const buckets = joinBuckets(parts);
    changed.set(index, buckets);
    rows.push(
      bucketRow(
        level,
        index,
        buckets,
        parts.map((part) => part.length),
      ),
    );
  }
  return { level, before, after, changed, indexBefore: (index) => index, rows };
}

/** Whether a block has the same children as before. */
function isUntouched(below: LevelChange, first: number, end: number): boolean {
  if (end !== Math.min(below.before, first + childrenOfBlock)) return false;
  for (let child = first; child < end; child += 1) {
    if (below.changed.has(child) || below.indexBefore(child) !== child) return false;
  }
  return true;
}

/** Gives what sums up one child, from the stored blocks; each of them is opened once. */
function storedParts(level: number, exists: boolean, open: OpenBody): (child: number) => Promise<BucketColumns> {
  const opened = new Map<number, ReturnType<typeof decodeBuckets>>();
  return async (child) => {
    if (!exists) return bucketsOfBuckets(decodeBuckets(await open(level - 1, child)).buckets);
    const index = Math.floor(child / childrenOfBlock);
    const block = opened.get(index) ?? decodeBuckets(await open(level, index));
    opened.set(index, block);
    const place = child % childrenOfBlock;
    const start = block.children.slice(0, place).reduce((sum, count) => sum + count, 0);
    return sliceBuckets(block.buckets, start, start + (block.children[place] ?? 0));
  };
}
