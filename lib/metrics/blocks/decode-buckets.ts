import { unpackBody } from './block-body.ts';
import type { BucketColumns } from './buckets.ts';
import type { ByteReader } from './byte-reader.ts';
import { readIntegers } from './integer-column.ts';
import { readValues } from './value-column.ts';

/** The buckets in a body, and how many of them belong to each block of the level below. */
export function decodeBuckets(body: Uint8Array): { buckets: BucketColumns; children: number[] } {
  const from = unpackBody(body);
  const length = from.count();
  const children = Array.from({ length: from.count() }, () => from.count());
  const count = readIntegers(from, length);
  const nanCount = readIntegers(from, length);
  const firstStep = readIntegers(from, length);
  const lastStep = readDistances(from, firstStep, 1);
  const firstAt = readIntegers(from, length);
  const lastAt = readDistances(from, firstAt, 1);
  const minAt = readDistances(from, firstAt, -1);
  const maxAt = readDistances(from, lastAt, 1);
  const first = readValues(from, length);
  const last = readValues(from, length);
  const min = readValues(from, length);
  const max = readValues(from, length);
  const sum = readValues(from, length);
  const columns = { count, nanCount, firstStep, lastStep, firstAt, lastAt, minAt, maxAt, first, last, min, max, sum };
  return { buckets: { length, ...columns }, children };
}

function readDistances(from: ByteReader, base: Float64Array, sign: 1 | -1): Float64Array {
  const near = from.byte() === 1;
  const values = readIntegers(from, base.length);
  if (!near) return values;
  for (let index = 0; index < values.length; index += 1) {
    values[index] = (base[index] ?? 0) + sign * (values[index] ?? 0);
  }
  return values;
}
