import type { BucketColumns } from '../blocks/buckets.ts';

/**
 * The value of another metric at a step: what it was last measured as. Between the ends of a bucket of many points it is
 * taken on the line from one to the other.
 * @param buckets of that metric, by step
 * @returns NaN before its first point
 */
export function valueAtStep(buckets: BucketColumns, step: number): number {
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets.firstStep[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  const index = low - 1;
  if (index < 0) return Number.NaN;
  const [from = 0, to = 0] = [buckets.firstStep[index], buckets.lastStep[index]];
  const [first = 0, last = 0] = [buckets.first[index], buckets.last[index]];
  if (step >= to) return last;
  return first + ((last - first) * (step - from)) / (to - from);
}

/**
 * The steps at which another metric lies within a window of its values: from the first such bucket to just before the
 * next one after the last.
 * @returns undefined where there are none
 */
export function stepsWithin(
  buckets: BucketColumns,
  { from, to }: { from: number; to: number },
): { from: number; to: number } | undefined {
  const { firstStep, min, max, length } = buckets;
  let first = -1;
  let last = -1;
  for (let index = 0; index < length; index += 1) {
    if (!((max[index] ?? 0) >= from && (min[index] ?? 0) <= to)) continue;
    if (first < 0) first = index;
    last = index;
  }
  if (first < 0) return undefined;
  const next = firstStep[last + 1];
  return { from: firstStep[first] ?? 0, to: next === undefined ? Number.MAX_SAFE_INTEGER : next - 1 };
}
