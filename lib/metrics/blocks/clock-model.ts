/**
 * How values came from a clock. A clock that gives floats counts in steps of 2^-n, the more coarsely the later it is, and
 * what it gives are whole nanoseconds or microseconds: both leave a duration far fewer bits than the 53 of a double.
 */
export interface ClockModel {
  /**
   * 0 where values are durations. Elsewhere they are rates: so many things in a duration. It is odd, since a power of two
   * changes no bit of a duration.
   */
  things: number;
  /** Rates are times 10^unit: 3 where things a second were counted with a clock of milliseconds. */
  unit: number;
  /** Durations are whole numbers over 2^grid. */
  grid: number;
  /** Those are close to other whole numbers times 2^shift over 10^digits; both are 0 where the clock shows no digits. */
  digits: number;
  shift: number;
}

/** Looking for a model takes half a millisecond: columns of buckets, which are shorter, go without. */
const fewestValues = 512;
const samples = 16;
/** What does not fit is written apart: a model has to hold for most values only. */
const fewestHits = 12;

/** A quotient of doubles says nothing about the last bits of larger whole numbers. */
const greatestWhole = 2 ** 48;
/** As far as such a quotient may lie from the whole number that it should be. */
const nearGrid = 1 / 16;
const finestGrid = 80;

/** Batches are odd numbers up to this, times powers of two. */
const mostThings = 1_023;
const mostDoublings = 24;
const units = [0, 3, 6, 9];

/** Of microseconds, hundreds of nanoseconds and nanoseconds, in milliseconds and in seconds. */
const digitsOfClocks = [3, 4, 6, 7, 9];
/** How far from its digits a clock may lie, in units of the last one. Farther off its grid is too coarse to show them. */
export const nearDigits = 1 / 20;
/** Digits that make the numbers no smaller than this are not worth a column of what they leave. */
const fairGain = 1 / 8;

/** Finds the clock that most of some values came from. @returns undefined when they look like no clock's */
export function findClock(values: Float64Array): ClockModel | undefined {
  if (values.length < fewestValues) return undefined;
  const sample = Float64Array.from({ length: samples }, (_, index) => {
    return values[Math.floor(((index + 0.5) * values.length) / samples)] ?? 0;
  });
  const middle = sample.map(Math.abs).sort()[samples >> 1] ?? 0;
  let best: { model: ClockModel; whole: number } | undefined;
  for (const { things, unit } of sources()) {
    const model = { things, unit, grid: 0, digits: 0, shift: 0 };
    const duration = durationOf(model, middle);
    const grid = findGrid(sample, numeratorOf(model), duration);
    if (grid === undefined) continue;
    const whole = duration * 2 ** grid;
    if (!best || whole < best.whole) best = { model: { ...model, grid }, whole };
  }
  return best && withDigits(best.model, sample);
}

/** The duration behind a value. */
export function durationOf(model: ClockModel, value: number): number {
  return divide(numeratorOf(model), value);
}

function numeratorOf({ things, unit }: ClockModel): number {
  return things * 10 ** unit;
}

function divide(numerator: number, value: number): number {
  return numerator === 0 ? value : numerator / value;
}

function* sources(): Generator<{ things: number; unit: number }> {
  yield { things: 0, unit: 0 };
  for (let things = 1; things <= mostThings; things += 2) for (const unit of units) yield { things, unit };
}

/** The coarsest grid that durations lie on; what lies on one lies on all finer ones. */
function findGrid(values: Float64Array, numerator: number, middle: number): number | undefined {
  const isOn = (grid: number) => mostAreNear(values, { numerator, scale: 2 ** grid, distance: nearGrid });
  let grid = Math.floor(Math.log2(greatestWhole / middle));
  if (!(grid >= 0 && grid <= finestGrid && isOn(grid))) return undefined;
  while (grid > 0 && isOn(grid - 1)) grid -= 1;
  return grid;
}

function withDigits(model: ClockModel, sample: Float64Array): ClockModel {
  const wholes = sample.map((value) => Math.round(durationOf(model, value) * 2 ** model.grid));
  const leastShift = model.things === 0 ? model.grid : Math.max(0, model.grid - mostDoublings);
  for (const digits of digitsOfClocks) {
    for (let shift = model.grid; shift >= leastShift; shift -= 1) {
      const scale = 10 ** digits / 2 ** shift;
      if (scale > fairGain) break;
      if (mostAreNear(wholes, { numerator: 0, scale, distance: nearDigits })) return { ...model, digits, shift };
    }
  }
  return model;
}

/** Whether most durations times a scale are close to whole numbers other than 0. */
function mostAreNear(
  values: Float64Array,
  { numerator, scale, distance }: { numerator: number; scale: number; distance: number },
): boolean {
  let misses = 0;
  for (let index = 0; index < values.length; index += 1) {
    const scaled = divide(numerator, values[index] ?? 0) * scale;
    const whole = Math.round(scaled);
    if (whole !== 0 && Math.abs(scaled - whole) <= distance) continue;
    misses += 1;
    if (misses > samples - fewestHits) return false;
  }
  return true;
}
