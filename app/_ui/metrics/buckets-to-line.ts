import type { BucketAnswer, WireNumber } from '#lib/metrics/schema.ts';

/** A number as JSON carries it, back to a float64. */
export function readNumber(value: WireNumber): number {
  return typeof value === 'number' ? value : Number(value);
}

/**
 * The points a chart draws for the buckets of a series: a bucket of one point is that point; of more, its first, its
 * lowest, its highest and its last, so that a spike of one point stays visible however many steps a pixel holds.
 * @param since when given, x is milliseconds since then instead of the step
 */
export function bucketsToLine(
  buckets: readonly BucketAnswer[],
  since?: number,
): { x: number[]; y: number[]; total: number } {
  const points: { x: number; y: number }[] = [];
  let total = 0;
  for (const bucket of buckets) {
    total += bucket.count;
    const first = readNumber(bucket.first);
    const last = readNumber(bucket.last);
    const from = since === undefined ? bucket.from : bucket.firstAt - since;
    const to = since === undefined ? bucket.to : bucket.lastAt - since;
    points.push({ x: from, y: first });
    if (bucket.count === 1) continue;
    if (bucket.count > 2 && bucket.min !== null && bucket.max !== null) {
      const third = (to - from) / 3;
      const [low, high] = [readNumber(bucket.min), readNumber(bucket.max)];
      // Where in the bucket they lie is not known; the way the bucket goes makes the calmer line.
      const [early, late] = first <= last ? [low, high] : [high, low];
      points.push({ x: from + third, y: early }, { x: to - third, y: late });
    }
    points.push({ x: to, y: last });
  }
  // Steps ascend already; clocks may go back.
  if (since !== undefined) points.sort((a, b) => a.x - b.x);
  return { x: points.map((point) => point.x), y: points.map((point) => point.y), total };
}
