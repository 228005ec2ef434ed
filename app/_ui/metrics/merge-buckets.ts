import type { BucketAnswer } from '#lib/metrics/schema.ts';

/**
 * Adds buckets read anew from some step on to those read before: the old ones from that step on give way. What was
 * not asked for again stays, so that a live chart moves only its end over the wire.
 */
export function mergeBuckets(
  before: readonly BucketAnswer[],
  newer: readonly BucketAnswer[],
  from: number,
): BucketAnswer[] {
  return [...before.filter((bucket) => bucket.to < from), ...newer];
}

/** Where the next reading has to begin: at the last bucket, which may have grown. Undefined for an empty series. */
export function resumeStep(buckets: readonly BucketAnswer[]): number | undefined {
  return buckets.at(-1)?.from;
}
