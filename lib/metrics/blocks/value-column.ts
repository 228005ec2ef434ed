import type { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { oddToClock, readClock, writeClock } from './clock-column.ts';
import { type ClockModel, findClock } from './clock-model.ts';
import { compress } from './compress.ts';
import { decimalDigits } from './decimal-digits.ts';
import { readIntegers, writeIntegers } from './integer-column.ts';
import { fromOrdered, toOrdered } from './ordered-singles.ts';
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
/** Durations and rates that a clock gave, see clock-column.ts. */
const clock = 5;
/** Some values apart, such as the mean of each epoch among the losses of batches; then all in a form that has no room for those. */
const mostly = 6;

/** Columns shorter than this are not worth trying several forms. */
const worthTrying = 64;
/** A value apart takes ten bytes; one of so many may be. */
const valuesPerOdd = 64;
/** Forms are tried from the one that is read fastest: the next has to be so much smaller. */
const fairSize = 0.97;

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
    if (!best || size < best.size * fairSize) best = { column, size };
  }
  if (best) out.append(best.column);
}

/** Reads what writeValues wrote. */
export function readValues(from: ByteReader, length: number): Float64Array {
  if (length === 0) return new Float64Array(0);
  const form = from.byte();
  if (form === same) return new Float64Array(length).fill(readDoubles(from, 1)[0] ?? 0);
  if (form === double) return readDoubles(from, length);
  if (form === single) return new Float64Array(new Float32Array(readPlanes(from, length, 4).buffer));
  if (form === steps) return fromOrdered(readIntegers(from, length));
  if (form === clock) return readClock(from, length);
  if (form === mostly) return readMostly(from, length);
  if (form !== decimal) throw new Error(`A metric block holds values of an unknown form, ${form}.`);
  const scale = 10 ** from.byte();
  const values = readIntegers(from, length);
  for (let index = 0; index < length; index += 1) values[index] = (values[index] ?? 0) / scale;
  return values;
}

function forms(values: Float64Array): ByteWriter[] {
  const odd = oddToSingle(values);
  if (values.length < worthTrying) return [odd.length === 0 ? singleForm(values) : doubleForm(values)];
  const decimals = decimalForms(values);
  if (odd.length === 0) return [singleForm(values), stepsForm(values), ...decimals];
  const all = [doubleForm(values), ...decimals, ...apart(values, odd, singleForm), ...apart(values, odd, stepsForm)];
  const model = decimals.length === 0 ? findClock(values) : undefined;
  if (model) all.push(...apart(values, oddToClock(model, values), (regular) => clockForm(model, regular)));
  return all;
}

function doubleForm(values: Float64Array): ByteWriter {
  const out = formWriter(double, values.length);
  writeDoubles(out, values);
  return out;
}

function singleForm(values: Float64Array): ByteWriter {
  const out = formWriter(single, values.length);
  writePlanes(out, new Uint8Array(new Float32Array(values).buffer), 4);
  return out;
}

function stepsForm(values: Float64Array): ByteWriter {
  const out = formWriter(steps, values.length);
  writeIntegers(out, toOrdered(new Float32Array(values)));
  return out;
}

function decimalForms(values: Float64Array): ByteWriter[] {
  const digits = decimalDigits(values);
  if (digits === undefined) return [];
  const scale = 10 ** digits;
  const out = formWriter(decimal, values.length);
  out.byte(digits);
  writeIntegers(
    out,
    values.map((value) => Math.round(value * scale)),
  );
  return [out];
}

function clockForm(model: ClockModel, values: Float64Array): ByteWriter {
  const out = formWriter(clock, values.length);
  writeClock(out, model, values);
  return out;
}

/** A form for all values but the odd ones, which get the values before them there; none when they are too many. */
function apart(values: Float64Array, odd: number[], form: (regular: Float64Array) => ByteWriter): ByteWriter[] {
  if (odd.length === 0) return [form(values)];
  if (odd.length * valuesPerOdd > values.length) return [];
  const out = formWriter(mostly, values.length);
  out.count(odd.length);
  writeIntegers(out, Float64Array.from(odd));
  writeDoubles(
    out,
    Float64Array.from(odd, (index) => values[index] ?? 0),
  );
  out.append(form(withoutOdd(values, odd)));
  return [out];
}

function withoutOdd(values: Float64Array, odd: readonly number[]): Float64Array {
  const regular = values.slice();
  const firstRegular = odd.findIndex((index, place) => index !== place);
  const before = values[firstRegular < 0 ? odd.length : firstRegular] ?? 0;
  for (const index of odd) regular[index] = regular[index - 1] ?? before;
  return regular;
}

function readMostly(from: ByteReader, length: number): Float64Array {
  const count = from.count();
  const odd = readIntegers(from, count);
  const apart = readDoubles(from, count);
  const values = readValues(from, length);
  for (const [place, index] of odd.entries()) values[index] = apart[place] ?? 0;
  return values;
}

/** The places of values that are not exact in 32 bits. */
function oddToSingle(values: Float64Array): number[] {
  const odd: number[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (Math.fround(value) !== value && !Number.isNaN(value)) odd.push(index);
  }
  return odd;
}

function formWriter(form: number, length: number): ByteWriter {
  const out = new ByteWriter(length * 8 + 64);
  out.byte(form);
  return out;
}

function writeDoubles(out: ByteWriter, values: Float64Array): void {
  writePlanes(out, new Uint8Array(Float64Array.from(values).buffer), 8);
}

function readDoubles(from: ByteReader, length: number): Float64Array<ArrayBuffer> {
  return new Float64Array(readPlanes(from, length, 8).buffer);
}

function sizeOf(column: ByteWriter): number {
  const packed = column.packed.written();
  return column.plain.length + (packed.length < worthTrying ? packed.length : compress(packed).length);
}
