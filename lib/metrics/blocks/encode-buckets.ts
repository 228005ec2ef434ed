import { packBody } from './block-body.ts';
import type { BucketColumns } from './buckets.ts';
import { ByteWriter } from './byte-writer.ts';
import { writeIntegers } from './integer-column.ts';
import { writeValues } from './value-column.ts';

/**
 * The body of a block of a level above 0.
 * @param children how many of the buckets sum up each block of the level below, in order
 */
export function encodeBuckets(buckets: BucketColumns, children: readonly number[]): Uint8Array {
  const { length, count, firstStep, firstAt, lastAt } = buckets;
  const out = new ByteWriter(length * 48 + 128);
  out.count(length);
  out.count(children.length);
  for (const child of children) out.count(child);
  writeIntegers(out, count);
  writeIntegers(out, buckets.nanCount);
  writeIntegers(out, firstStep);
  writeDistances(out, buckets.lastStep, firstStep, 1);
  writeIntegers(out, firstAt);
  writeDistances(out, lastAt, firstAt, 1);
  writeDistances(out, buckets.minAt, firstAt, -1);
  writeDistances(out, buckets.maxAt, lastAt, 1);
  writeValues(out, buckets.first);
  writeValues(out, buckets.last);
  writeValues(out, buckets.min);
  writeValues(out, buckets.max);
  writeValues(out, buckets.sum.map(shorten));
  return packBody(out);
}

// Distances are small where the columns themselves are not; of far ends they may leave the safe integers, and then the
// column itself is written.
function writeDistances(out: ByteWriter, column: Float64Array, base: Float64Array, sign: 1 | -1): void {
  const distances = column.map((value, index) => sign * (value - (base[index] ?? 0)));
  const exact = distances.every(Number.isSafeInteger);
  out.byte(exact ? 1 : 0);
  writeIntegers(out, exact ? distances : column);
}

const float = new Float64Array(1);
const halves = new Uint32Array(float.buffer);

/** A sum is only ever drawn as a mean: nine digits of it are kept, which saves half of its bytes. */
function shorten(sum: number): number {
  if (!Number.isFinite(sum)) return sum;
  float[0] = sum;
  halves[0] = (halves[0] ?? 0) & 0xfff00000;
  return float[0];
}
