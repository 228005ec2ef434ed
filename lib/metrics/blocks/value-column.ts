import type { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { compress } from './compress.ts';
import { readIntegers, writeIntegers } from './integer-column.ts';
import { readPlanes, writePlanes } from './planes.ts';

// How a column of float64 is written, by its first byte. All forms give back every bit, of NaN one kind. Bytes a value
// of 16,384, after compression: a noisy loss in 32 bits 3.04 as single, 2.72 as steps; a learning rate 2.01 and 0.80;
// random doubles 7.0 as double.
const same = 0;
const double = 1;
/** Every value is exact in 32 bits, as losses of most frameworks are. */
const single = 2;
/** The same as differences: read as whole numbers, the bits of floats are in the order of the floats. */
const steps = 3;
/** Every value is a whole number over a power of ten: counts, percentages, rounded scores. */
const decimal = 4;

const mostDigits = 6;
/** Columns shorter than this are not worth trying several forms. */
const worthTrying = 64;

/** Writes float64 values; their number is known to the reader. */
export function writeValues(out: ByteWriter, values: Float64Array): void {
  if (values.length === 0) return;
  const first = values[0] ?? 0;
  if (values.every((value) => Object.is(value, first))) {
    out.byte(same);
    writePlanes(out, new Uint8Array(Float64Array.of(first).buffer), 8);
    return;
  }
  let best: { column: ByteWriter; size: number } | undefined;
  for (const column of forms(values)) {
    const size = sizeOf(column);
    if (!best || size < best.size) best = { column, size };
  }
  if (best) out.append(best.column);
}

/** Reads what writeValues wrote. */
export function readValues(from: ByteReader, length: number): Float64Array {
  if (length === 0) return new Float64Array(0);
  const form = from.byte();
  if (form === same) return new Float64Array(length).fill(new Float64Array(readPlanes(from, 1, 8).buffer)[0] ?? 0);
  if (form === double) return new Float64Array(readPlanes(from, length, 8).buffer);
  if (form === single) return new Float64Array(new Float32Array(readPlanes(from, length, 4).buffer));
  if (form === steps) return fromOrdered(readIntegers(from, length));
  if (form !== decimal) throw new Error(`A metric block holds values of an unknown form, ${form}.`);
  const scale = 10 ** from.byte();
  const values = readIntegers(from, length);
  for (let index = 0; index < length; index += 1) values[index] = (values[index] ?? 0) / scale;
  return values;
}

function forms(values: Float64Array): ByteWriter[] {
  const singles = new Float32Array(values);
  const exact = values.every((value, index) => singles[index] === value || Number.isNaN(value));
  const room = values.length * 8 + 64;
  const plain = new ByteWriter(room);
  plain.byte(exact ? single : double);
  if (exact) writePlanes(plain, new Uint8Array(singles.buffer), 4);
  else writePlanes(plain, new Uint8Array(values.slice().buffer), 8);
  const all = [plain];
  if (values.length < worthTrying) return all;
  if (exact) {
    const stepped = new ByteWriter(room);
    stepped.byte(steps);
    writeIntegers(stepped, toOrdered(singles));
    all.push(stepped);
  }
  const digits = digitsOf(values);
  if (digits !== undefined) {
    const scale = 10 ** digits;
    const decimals = new ByteWriter(room);
    decimals.byte(decimal);
    decimals.byte(digits);
    writeIntegers(
      decimals,
      values.map((value) => Math.round(value * scale)),
    );
    all.push(decimals);
  }
  return all;
}

function sizeOf(column: ByteWriter): number {
  const packed = column.packed.written();
  return column.plain.length + (packed.length < worthTrying ? packed.length : compress(packed).length);
}

/** The bits of floats as whole numbers in the order of the floats: 0 is 0, -0 is -1. */
function toOrdered(singles: Float32Array): Float64Array {
  const bits = new Int32Array(singles.buffer);
  const places = new Float64Array(bits.length);
  for (let index = 0; index < bits.length; index += 1) {
    const bit = bits[index] ?? 0;
    places[index] = bit < 0 ? -1 - (bit & 0x7fffffff) : bit;
  }
  return places;
}

function fromOrdered(places: Float64Array): Float64Array {
  const singles = new Float32Array(places.length);
  const bits = new Int32Array(singles.buffer);
  for (let index = 0; index < bits.length; index += 1) {
    const place = places[index] ?? 0;
    bits[index] = place < 0 ? (-1 - place) | -0x80000000 : place;
  }
  return new Float64Array(singles);
}

/** How many digits after the point all values have; undefined when they are no short decimals. */
function digitsOf(values: Float64Array): number | undefined {
  let digits = 0;
  for (const value of values) {
    while (!isDecimal(value, 10 ** digits)) {
      digits += 1;
      if (digits > mostDigits) return undefined;
    }
  }
  // What 3 / 10 gives, 300 / 1000 need not give.
  const scale = 10 ** digits;
  return values.every((value) => isDecimal(value, scale)) ? digits : undefined;
}

function isDecimal(value: number, scale: number): boolean {
  const whole = Math.round(value * scale);
  return whole / scale === value && Number.isSafeInteger(whole) && !Object.is(value, -0);
}
