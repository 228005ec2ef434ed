import { addBucket, addPoint, type BucketColumns, newBuckets, pickBuckets } from './buckets.ts';
import { compareValues } from './points.ts';
import type { Axis, Stretch } from './stretch.ts';

/**
 * A stretch as at most `most` buckets in the order of the axis. Where it has no more entries than that, each is one;
 * otherwise the stretch is cut into columns of equal width along the axis, and what begins in one column is one bucket.
 * Every point is in one of them: counts and extremes are exact, first and last are those of the series' order.
 */
export function foldStretch(stretch: Stretch, axis: Axis, most: number): BucketColumns {
  const { buckets, points } = stretch;
  const total = buckets.length + points.length;
  if (points.length === 0 && total <= most && axis === 'step') return buckets;
  const starts = axis === 'step' ? buckets.firstStep : buckets.minAt;
  const column = total > most ? columnsOf(stretch, axis, most) : undefined;
  const folded = newBuckets(Math.min(total, most));
  const targets = new Uint32Array(buckets.length);
  let next = 0;
  for (let index = 0; index < buckets.length; index += 1) {
    const target = column ? column(starts[index] ?? 0) : next;
    next += 1;
    targets[index] = target;
    addBucket(folded, target, buckets, index);
  }
  const places = points[axis];
  const holders = holdersOf(stretch);
  for (let index = 0; index < points.length; index += 1) {
    const holder = holders?.[index] ?? -1;
    const alone = column ? column(places[index] ?? 0) : next;
    next += 1;
    addPoint(folded, holder >= 0 ? (targets[holder] ?? 0) : alone, points, index);
  }
  return inOrder(folded, axis);
}

/** Which of `most` columns of equal width a place on the axis lies in. */
function columnsOf({ buckets, points }: Stretch, axis: Axis, most: number): (place: number) => number {
  const [starts, ends] = axis === 'step' ? [buckets.firstStep, buckets.lastStep] : [buckets.minAt, buckets.maxAt];
  const places = points[axis];
  const smaller = (a: number, b: number) => Math.min(a, b);
  const greater = (a: number, b: number) => Math.max(a, b);
  const from = places.reduce(smaller, starts.reduce(smaller, Number.POSITIVE_INFINITY));
  const to = places.reduce(greater, ends.reduce(greater, Number.NEGATIVE_INFINITY));
  const width = to - from + 1;
  return (place) => Math.min(most - 1, Math.floor(((place - from) * most) / width));
}

/**
 * The bucket that each point lies within by the series' order, -1 for none: a late point belongs to the bucket around
 * it, or buckets would overlap.
 */
function holdersOf({ buckets, points }: Stretch): Int32Array | undefined {
  if (buckets.length === 0 || points.length === 0) return undefined;
  const holders = new Int32Array(points.length).fill(-1);
  let bucket = -1;
  for (let index = 0; index < points.length; index += 1) {
    const { step, at, value } = points;
    const isAfter = (steps: Float64Array, times: Float64Array, values: Float64Array, other: number) =>
      compare([step[index], at[index], value[index]], [steps[other], times[other], values[other]]);
    while (bucket + 1 < buckets.length && isAfter(buckets.firstStep, buckets.firstAt, buckets.first, bucket + 1) >= 0) {
      bucket += 1;
    }
    if (bucket >= 0 && isAfter(buckets.lastStep, buckets.lastAt, buckets.last, bucket) <= 0) holders[index] = bucket;
  }
  return holders;
}

type Place = [step: number | undefined, at: number | undefined, value: number | undefined];

function compare([stepA = 0, atA = 0, valueA = 0]: Place, [stepB = 0, atB = 0, valueB = 0]: Place): number {
  if (stepA !== stepB) return stepA - stepB;
  return atA === atB ? compareValues(valueA, valueB) : atA - atB;
}

/** Without the empty ones, in the order of the axis. */
function inOrder(buckets: BucketColumns, axis: Axis): BucketColumns {
  const { count, firstStep, firstAt, first, minAt } = buckets;
  const place = (index: number): Place => [firstStep[index], firstAt[index], first[index]];
  const order = [...count.keys()].filter((index) => (count[index] ?? 0) > 0);
  order.sort((a, b) => {
    const times = axis === 'at' ? (minAt[a] ?? 0) - (minAt[b] ?? 0) : 0;
    return times === 0 ? compare(place(a), place(b)) : times;
  });
  return pickBuckets(buckets, order);
}
