import type { ColumnProfile } from '../schema.ts';

export interface HistogramPlan {
  start: number;
  width: number;
  bins: number;
  /** bins + 1 borders as the page shows them. */
  edges: (number | string)[];
}

const wanted = 30;
const dayMicros = 86_400e6;
const integerTypes = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const timeSteps = [1e-3, 1, 5, 15, 60, 300, 900, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800].map(
  (seconds) => seconds * 1e6,
);

/** The next of 1, 2, 5, 10, 20, 50 … at or above a step. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= step * (1 - 1e-12)) ?? 10;
  return factor * power;
}

/**
 * Where the bins of a column lie: about 30 of a round width. Where the middle 99 % fill less than a third of the
 * range, the bins cover those, and the rest is counted as below and above. Null where there is nothing to draw.
 */
export function planHistogram(
  profile: Pick<ColumnProfile, 'family' | 'type'>,
  {
    low,
    high,
    minNumber,
    maxNumber,
  }: { low: number | null; high: number | null; minNumber: number | null; maxNumber: number | null },
): HistogramPlan | null {
  if (profile.family !== 'number' && profile.family !== 'temporal') return null;
  if (minNumber === null || maxNumber === null) return null;
  const longTails = low !== null && high !== null && high > low && (high - low) * 3 < maxNumber - minNumber;
  const from = longTails ? low : minNumber;
  const to = longTails ? high : maxNumber;
  const range = to - from;
  if (!Number.isFinite(range)) return null;
  const whole = profile.family === 'number' && integerTypes.test(profile.type);
  const width =
    profile.family === 'temporal' ? timeStep(range) : numberStep(range, whole, Math.max(Math.abs(from), Math.abs(to)));
  const start = Math.floor(from / width) * width;
  const bins = Math.min(Math.max(1, Math.floor((to - start) / width) + 1), 4 * wanted);
  const borders = Array.from({ length: bins + 1 }, (_, index) => start + index * width);
  const edges =
    profile.family === 'temporal' ? borders.map((border) => isoBorder(border, profile.type)) : borders.map(tidy);
  return { start, width, bins, edges };
}

function numberStep(range: number, whole: boolean, magnitude: number): number {
  if (range === 0) return whole ? 1 : Math.max(roundStep(Math.max(magnitude, 1e-9)) / 10, Number.MIN_VALUE);
  const step = roundStep(range / wanted);
  return whole ? Math.max(1, step) : step;
}

function timeStep(range: number): number {
  const step = Math.max(range / wanted, 1);
  return timeSteps.find((candidate) => candidate >= step) ?? Math.ceil(step / dayMicros) * dayMicros;
}

/** Removes the dust of binary fractions: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function isoBorder(micros: number, type: string): string {
  if (type.startsWith('TIME') && !type.startsWith('TIMESTAMP')) {
    return micros >= dayMicros ? '24:00:00' : new Date(micros / 1000).toISOString().slice(11, 19);
  }
  const date = new Date(micros / 1000);
  if (Number.isNaN(date.getTime())) return `${micros} µs`;
  if (type === 'DATE') return date.toISOString().slice(0, 10);
  return type === 'TIMESTAMP WITH TIME ZONE' ? date.toISOString() : date.toISOString().slice(0, 19);
}

/** SQL that gives the bin of a value, -1 below and `bins` above; the last bin holds its right border too. */
export function binIndexSql(value: string, plan: HistogramPlan): string {
  const { start, width, bins } = plan;
  const end = start + bins * width;
  const index = `CAST(floor((${value} - ${literal(start)}) / ${literal(width)}) AS BIGINT)`;
  return `CASE WHEN ${value} < ${literal(start)} THEN -1 WHEN ${value} > ${literal(end)} THEN ${bins} ELSE least(greatest(${index}, 0), ${bins - 1}) END`;
}

function literal(value: number): string {
  return `(${value.toExponential()})`;
}
