import { addBucket, addPoint, type BucketColumns, bucketSizeOver, newBuckets } from './buckets.ts';
import type { PointColumns } from './points.ts';

/** Sorted points as the buckets of level 1. */
export function bucketsOfPoints(points: PointColumns): BucketColumns {
  const size = bucketSizeOver(0);
  const buckets = newBuckets(Math.ceil(points.length / size));
  for (let index = 0; index < points.length; index += 1) addPoint(buckets, Math.floor(index / size), points, index);
  return buckets;
}

/** Buckets of one level as those of the next. */
export function bucketsOfBuckets(finer: BucketColumns): BucketColumns {
  const size = bucketSizeOver(1);
  const buckets = newBuckets(Math.ceil(finer.length / size));
  for (let index = 0; index < finer.length; index += 1) addBucket(buckets, Math.floor(index / size), finer, index);
  return buckets;
}
