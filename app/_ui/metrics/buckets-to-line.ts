import type { BucketAnswer, WireNumber } from '#lib/metrics/schema.ts';

/** A number as JSON carries it, back to a float64. */
export function readNumber(value: WireNumber): number {
  return typeof value === 'number' ? value : Number(value);
}

/**
 * The points a chart draws for the buckets of a series: a bucket of one point is that point; of more, its first, its
 * lowest, its highest and its last, so that a spike of one point stays visible however many steps a pixel holds.
 */
export function bucketsToLine(buckets: readonly BucketAnswer[]): { x: number[]; y: number[]; total: number } {
  const x: number[] = [];
  const y: number[] = [];
  let total = 0;
  for (const bucket of buckets) {
    total += bucket.count;
    const first = readNumber(bucket.first);
    const last = readNumber(bucket.last);
    x.push(bucket.from);
    y.push(first);
    if (bucket.count === 1) continue;
    if (bucket.count > 2 && bucket.min !== null && bucket.max !== null) {
      const third = (bucket.to - bucket.from) / 3;
      const [low, high] = [readNumber(bucket.min), readNumber(bucket.max)];
      // Where in the bucket they lie is not known; the way the bucket goes makes the calmer line.
      const [early, late] = first <= last ? [low, high] : [high, low];
      x.push(bucket.from + third, bucket.to - third);
      y.push(early, late);
    }
    x.push(bucket.to);
    y.push(last);
  }
  return { x, y, total };
}
