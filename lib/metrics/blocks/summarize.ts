import { addBucket, addPoint, type BucketColumns, bucketSize, bucketsFor, newBuckets } from './buckets.ts';
import type { PointColumns } from './points.ts';

/** Each 32 sorted points as one bucket: the entries of level 1. */
export function bucketsOfPoints(points: PointColumns): BucketColumns {
  const buckets = newBuckets(bucketsFor(points.length));
  for (let index = 0; index < points.length; index += 1)
    addPoint(buckets, Math.floor(index / bucketSize), points, index);
  return buckets;
}

/** Each 32 buckets as one: the entries of the next level. */
export function bucketsOfBuckets(finer: BucketColumns): BucketColumns {
  const buckets = newBuckets(bucketsFor(finer.length));
  for (let index = 0; index < finer.length; index += 1)
    addBucket(buckets, Math.floor(index / bucketSize), finer, index);
  return buckets;
}
