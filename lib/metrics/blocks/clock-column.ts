import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { type ClockModel, durationOf, nearDigits } from './clock-model.ts';
import { readIntegers, writeIntegers } from './integer-column.ts';

// Values of a clock as three columns of whole numbers: the digits of the durations, how far the grid of the clock lies off
// these, and how far the value that comes out lies off the one that went in, in steps from one double to the next. 3,388
// rates by performance.now() take 4.1 bytes each, and 6.8 as doubles.

interface ClockColumns {
  digits: Float64Array;
  rest: Float64Array;
  /** NaN where no number of steps leads to the value. */
  steps: Float64Array;
}

/** Farther off, a value does not fit. */
const mostSteps = 2 ** 40;

/** The places of values that a model does not give back. */
export function oddToClock(model: ClockModel, values: Float64Array): number[] {
  const { digits, rest, steps } = toColumns(model, values);
  const mostRest = 1 + (nearDigits * 2 ** model.shift) / 10 ** model.digits;
  const odd: number[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    const fits =
      Number.isFinite(value) &&
      !Object.is(value, -0) &&
      Number.isSafeInteger(digits[index]) &&
      Number.isSafeInteger(rest[index]) &&
      Math.abs(rest[index] ?? 0) <= mostRest &&
      Math.abs(steps[index] ?? 0) <= mostSteps;
    if (!fits) odd.push(index);
  }
  return odd;
}

/** Writes values that a model gives back, all of them; their number is known to the reader. */
export function writeClock(out: ByteWriter, model: ClockModel, values: Float64Array): void {
  const { digits, rest, steps } = toColumns(model, values);
  out.count(model.things);
  out.byte(model.unit);
  out.byte(model.grid);
  out.byte(model.digits);
  out.byte(model.shift);
  writeIntegers(out, digits);
  writeIntegers(out, rest);
  writeIntegers(out, steps);
}

/** Reads what writeClock wrote. */
export function readClock(from: ByteReader, length: number): Float64Array {
  const model = {
    things: from.count(),
    unit: from.byte(),
    grid: from.byte(),
    digits: from.byte(),
    shift: from.byte(),
  };
  const digits = readIntegers(from, length);
  const rest = readIntegers(from, length);
  const values = toValues(model, digits, rest);
  addSteps(values, readIntegers(from, length));
  return values;
}

function toColumns(model: ClockModel, values: Float64Array): ClockColumns {
  const grid = 2 ** model.grid;
  const ten = 10 ** model.digits;
  const two = 2 ** model.shift;
  const digits = new Float64Array(values.length);
  const rest = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const whole = Math.round(durationOf(model, values[index] ?? 0) * grid);
    const number = Math.round((whole * ten) / two);
    digits[index] = number;
    rest[index] = whole - Math.round((number * two) / ten);
  }
  return { digits, rest, steps: stepsBetween(toValues(model, digits, rest), values) };
}

// These are the roundings of a program that divides first and scales then; of others what comes out is a step off.
function toValues(model: ClockModel, digits: Float64Array, rest: Float64Array): Float64Array<ArrayBuffer> {
  const { things } = model;
  const unit = 10 ** model.unit;
  const grid = 2 ** model.grid;
  const ten = 10 ** model.digits;
  const two = 2 ** model.shift;
  const values = new Float64Array(digits.length);
  for (let index = 0; index < values.length; index += 1) {
    const duration = (Math.round(((digits[index] ?? 0) * two) / ten) + (rest[index] ?? 0)) / grid;
    values[index] = things === 0 ? duration : (things / duration) * unit;
  }
  return values;
}

/** How many doubles lie between values of one sign; NaN where they are not of one. */
function stepsBetween(from: Float64Array<ArrayBuffer>, to: Float64Array): Float64Array {
  const fromBits = new BigInt64Array(from.buffer);
  const toBits = new BigInt64Array(Float64Array.from(to).buffer);
  const steps = new Float64Array(from.length);
  for (let index = 0; index < steps.length; index += 1) {
    const [start = 0, end = 0] = [from[index], to[index]];
    if (start === end) continue;
    steps[index] = start > 0 === end > 0 ? Number((toBits[index] ?? 0n) - (fromBits[index] ?? 0n)) : Number.NaN;
  }
  return steps;
}

function addSteps(values: Float64Array<ArrayBuffer>, steps: Float64Array): void {
  const bits = new BigInt64Array(values.buffer);
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] ?? 0;
    if (step !== 0) bits[index] = (bits[index] ?? 0n) + BigInt(step);
  }
}
