import type { MatrixColumn } from '#lib/runs/matrix/matrix.ts';
import { formatTicks, formatTimeTicks } from '#lib/ui/chart/format-ticks.ts';
import { formatDateTime, formatDigits, formatNumber } from '#lib/ui/format.ts';
import { logTicks, niceTicks, timeTicks } from './ticks.ts';

export type ScaleKind = 'linear' | 'log' | 'time' | 'category';
/** What is asked of a scale; `auto`: a logarithm where the values lie on many orders of magnitude. */
export const scaleWishes = ['auto', 'linear', 'log'] as const;
export type ScaleWish = (typeof scaleWishes)[number];

export interface Tick {
  /** 0 to 1. */
  place: number;
  label: string;
}

/** Where the values of one column stand on an axis, from 0 to 1. */
export interface Scale {
  kind: ScaleKind;
  /** Of each run; NaN where the run has nothing that could be drawn: no value, NaN, an infinity, not above 0 on a log axis. */
  places: Float64Array;
  /** The value of each run: a number, or the number of its category; NaN where it has none. */
  values: Float64Array;
  /** Of kind category: their texts in order. */
  categories: readonly string[];
  /** Runs that have a value which cannot be drawn. */
  undrawable: number;
  placeOf(value: number): number;
  valueAt(place: number): number;
  ticks(most: number): Tick[];
  /** The value as people read it. */
  label(value: number): string;
}

const collator = new Intl.Collator('en', { numeric: true });

/**
 * The scale of a column: params that all read as numbers are numbers, other texts are categories in their natural order.
 * Values up to the ends of a float64 are told apart, and a constant stands in the middle. Pure.
 */
export function scaleOf(column: MatrixColumn, wish: ScaleWish = 'auto'): Scale {
  const numbers = column.kind === 'text' ? numbersOf(column.texts) : undefined;
  if (column.kind === 'text' && !numbers) return categoryScale(column);
  const values =
    column.kind === 'text'
      ? Float64Array.from(column.codes, (code) => (code === 0 ? Number.NaN : (numbers?.[code - 1] ?? Number.NaN)))
      : column.values;
  return numberScale(values, column, wish);
}

/** Texts that are all numbers, or nothing. */
function numbersOf(texts: readonly string[]): number[] | undefined {
  if (texts.length === 0) return undefined;
  const numbers = texts.map((text) =>
    /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN,
  );
  return numbers.every((number, at) => !Number.isNaN(number) || /^(nan|none|null)?$/i.test(texts[at] ?? '')) &&
    numbers.some((number) => !Number.isNaN(number))
    ? numbers
    : undefined;
}

function categoryScale(column: Extract<MatrixColumn, { kind: 'text' }>): Scale {
  const categories = column.texts.toSorted(collator.compare);
  const order = new Map(categories.map((text, at) => [text, at]));
  const codes = column.texts.map((text) => order.get(text) ?? 0);
  const values = Float64Array.from(column.codes, (code) => (code === 0 ? Number.NaN : (codes[code - 1] ?? 0)));
  const count = categories.length;
  const placeOf = (value: number) => (value + 0.5) / count;
  return {
    kind: 'category',
    values,
    places: values.map(placeOf),
    categories,
    undrawable: 0,
    placeOf,
    valueAt: (place) => Math.min(count - 1, Math.max(0, Math.floor(place * count))),
    ticks: (most) => {
      const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
      return categories.flatMap((label, at) => (at % step === 0 ? [{ place: placeOf(at), label }] : []));
    },
    label: (value) => categories[value] ?? '',
  };
}

function isLog(values: Float64Array, column: MatrixColumn, wish: ScaleWish): boolean {
  if (column.kind === 'time' || wish === 'linear') return false;
  const numbers = values.filter(Number.isFinite).sort();
  if (wish === 'log') return (numbers.at(-1) ?? 0) > 0;
  const at = (share: number) => numbers[Math.round(share * (numbers.length - 1))] ?? 0;
  // Its middle half too: one accuracy near 0 among many from 0 to 1 is no reason.
  return at(0) > 0 && at(1) / at(0) >= 100 && at(0.75) / at(0.25) >= 8;
}

function numberScale(values: Float64Array, column: MatrixColumn, wish: ScaleWish): Scale {
  const log = isLog(values, column, wish);
  const kind = column.kind === 'time' ? 'time' : log ? 'log' : 'linear';
  // Halved, the distance between the ends of a float64 is still a number.
  const measure = log ? Math.log : (value: number) => value / 2;
  const back = log ? Math.exp : (value: number) => value * 2;
  const drawable = (value: number) => Number.isFinite(value) && (!log || value > 0);
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let undrawable = 0;
  values.forEach((value, at) => {
    if (drawable(value)) [min, max] = [Math.min(min, value), Math.max(max, value)];
    else if (column.kind !== 'text' ? column.present[at] === 1 : column.codes[at] !== 0) undrawable += 1;
  });
  const [low, high] = ends(min, max, log).map(measure) as [number, number];
  const placeOf = (value: number) => (drawable(value) ? (measure(value) - low) / (high - low) : Number.NaN);
  const valueAt = (place: number) => back(low + (high - low) * place);
  return {
    kind,
    values,
    places: values.map(placeOf),
    categories: [],
    undrawable,
    placeOf,
    valueAt,
    ticks: (most) => {
      const [from, to] = [valueAt(0), valueAt(1)];
      if (kind === 'log') return labelled(logTicks(from, to, most), placeOf, (ticks) => ticks.map(shortNumber));
      if (kind === 'time')
        return labelled(timeTicks(from, to, most), placeOf, (ticks, step) => formatTimeTicks(ticks, step));
      return labelled(niceTicks(from, to, most), placeOf, (ticks, step) => formatTicks(ticks, step));
    },
    label: kind === 'time' ? (value) => formatDateTime(value) : (value) => formatNumber(value),
  };
}

const shortNumber = (tick: number) => formatDigits(String(Number(tick.toPrecision(3))));

/** What the axis begins and ends with. */
function ends(min: number, max: number, log: boolean): [number, number] {
  if (min > max) return log ? [0.1, 10] : [0, 1];
  if (min < max) return [min, max];
  if (log) return [Math.max(min / 2, Number.MIN_VALUE), Math.min(max * 2, Number.MAX_VALUE)];
  const pad = Math.abs(max) * 0.1 || 1;
  return [Math.max(min - pad, -Number.MAX_VALUE), Math.min(max + pad, Number.MAX_VALUE)];
}

function labelled(
  ticks: number[],
  placeOf: (value: number) => number,
  format: (ticks: number[], step: number) => string[],
): Tick[] {
  const inside = ticks.filter((tick) => placeOf(tick) >= -1e-9 && placeOf(tick) <= 1 + 1e-9);
  const labels = format(inside, (inside[1] ?? 0) - (inside[0] ?? 0));
  return inside.map((tick, at) => ({ place: placeOf(tick), label: labels[at] ?? '' }));
}
