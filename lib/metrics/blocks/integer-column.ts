import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { readPlanes, writePlanes } from './planes.ts';

// How a column of safe integers is written, by its first byte. Differences less the smallest of them are small numbers
// even where clocks pause: the planes above them are empty and cost nothing after compression. 0.55 bytes for a jitter
// of 20 ms, against 0.70 as differences of differences.
const regular = 0;
const differences = 1;
const plain = 2;

/** Writes safe integers; their number is known to the reader. */
export function writeIntegers(out: ByteWriter, values: Float64Array): void {
  if (values.length === 0) return;
  const spread = measureDifferences(values);
  if (!spread) {
    out.byte(plain);
    writePlain(out, values);
    return;
  }
  const { least, greatest } = spread;
  const first = values[0] ?? 0;
  if (least === greatest) {
    out.byte(regular);
    out.integer(first);
    out.integer(least);
    return;
  }
  out.byte(differences);
  out.integer(first);
  out.integer(least);
  const width = bytesOf(greatest - least);
  out.byte(width);
  const count = values.length - 1;
  const planes = Array.from({ length: width }, () => new Uint8Array(count));
  let before = first;
  for (let index = 0; index < count; index += 1) {
    const value = values[index + 1] ?? 0;
    let rest = value - before - least;
    before = value;
    for (const plane of planes) {
      plane[index] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }
  for (const plane of planes) out.plane(plane);
}

/** Reads what writeIntegers wrote. */
export function readIntegers(from: ByteReader, length: number): Float64Array {
  const values = new Float64Array(length);
  if (length === 0) return values;
  const form = from.byte();
  if (form === plain) return readPlain(from, length);
  let value = from.integer();
  const least = from.integer();
  values[0] = value;
  if (form === regular) {
    for (let index = 1; index < length; index += 1) {
      value += least;
      values[index] = value;
    }
    return values;
  }
  if (form !== differences) throw new Error(`A metric block holds whole numbers of an unknown form, ${form}.`);
  addDifferences(values, least, readDifferences(from, length - 1));
  return values;
}

function addDifferences(values: Float64Array, least: number, differences: Float64Array): void {
  let value = values[0] ?? 0;
  for (let index = 0; index < differences.length; index += 1) {
    value += least + (differences[index] ?? 0);
    values[index + 1] = value;
  }
}

function readDifferences(from: ByteReader, count: number): Float64Array {
  const width = from.byte();
  const differences = new Float64Array(count);
  let scale = 1;
  for (let plane = 0; plane < width; plane += 1) {
    const bytes = from.plane(count);
    for (let index = 0; index < count; index += 1) {
      differences[index] = (differences[index] ?? 0) + (bytes[index] ?? 0) * scale;
    }
    scale *= 256;
  }
  return differences;
}

/** The least and greatest step from one value to the next; undefined where float64 cannot hold them all. */
function measureDifferences(values: Float64Array): { least: number; greatest: number } | undefined {
  if (values.length === 1) return { least: 0, greatest: 0 };
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  let before = values[0] ?? 0;
  for (let index = 1; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    const difference = value - before;
    if (difference < least) least = difference;
    if (difference > greatest) greatest = difference;
    before = value;
  }
  const exact = Number.isSafeInteger(least) && Number.isSafeInteger(greatest) && Number.isSafeInteger(greatest - least);
  return exact ? { least, greatest } : undefined;
}

function bytesOf(value: number): number {
  let width = 1;
  for (let limit = 256; value >= limit; limit *= 256) width += 1;
  return width;
}

function writePlain(out: ByteWriter, values: Float64Array): void {
  const wide = new BigInt64Array(values.length);
  for (const [index, value] of values.entries()) wide[index] = BigInt(value);
  writePlanes(out, new Uint8Array(wide.buffer), 8);
}

function readPlain(from: ByteReader, length: number): Float64Array {
  const wide = new BigInt64Array(readPlanes(from, length, 8).buffer);
  return Float64Array.from(wide, Number);
}
