/** What is known of a block without opening it. */
export interface BlockHead {
  /** Place among the blocks of its level, from 0. */
  index: number;
  /** Points at level 0, buckets above. */
  count: number;
  firstStep: number;
  lastStep: number;
  minAt: number;
  maxAt: number;
}

export interface BlockRow extends BlockHead {
  level: number;
  body: Uint8Array;
}

/** The last block of a series is filled up to this many points before the next one begins. */
export const fullBlock = 16_384;
/** A block that late points made larger than this is split. */
export const largestBlock = 2 * fullBlock;
/** How many blocks of one level one block of the next sums up. */
export const childrenOfBlock = 32;
/** A single block of at most this many points has no pyramid above it: opening it is as fast. */
export const smallSeries = 4_096;
