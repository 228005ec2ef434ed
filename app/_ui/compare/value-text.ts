import type { CompareRow, CompareValue } from '#lib/runs/compare/schema.ts';
import { bestValue, type MetricDirection } from '../metrics/best-value.ts';
import { readNumber } from '../metrics/read-number.ts';

export type FiguresValue = Extract<CompareValue, { last: unknown }>;
export type FileValue = Extract<CompareValue, { size: number }>;
export type TextValue = Extract<CompareValue, { text: string }>;

export function isFigures(value: CompareValue | undefined): value is FiguresValue {
  return typeof value === 'object' && 'last' in value;
}

export function isFile(value: CompareValue | undefined): value is FileValue {
  return typeof value === 'object' && 'size' in value;
}

export function isText(value: CompareValue | undefined): value is TextValue {
  return typeof value === 'object' && 'text' in value;
}

/** Which figure of a metric is shown. */
export type Figure = 'best' | 'last';

/** The value of a run in a row; undefined where it has none. */
export function valueIn(row: CompareRow, run: number): CompareValue | undefined {
  return row.values[row.at[run] ?? -1];
}

/** The number of a value; undefined for texts and files. */
export function numberOf(
  value: CompareValue | undefined,
  { figure, direction }: { figure: Figure; direction: MetricDirection },
): number | undefined {
  if (typeof value === 'number') return value;
  if (!isFigures(value)) return undefined;
  return figure === 'best' ? bestValue(value, direction) : readNumber(value.last);
}

/** A value as it is copied and written into files: every digit, whole digests. */
export function plainText(value: CompareValue | undefined, of: { figure: Figure; direction: MetricDirection }): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (isFile(value)) return value.digest;
  if (isText(value)) return value.digest ? `${value.text} (${value.digest})` : value.text;
  return String(numberOf(value, of));
}

/** The best number of a row: where one way is better, and not all runs are equal. */
export function bestOf(row: CompareRow, figure: Figure, direction: MetricDirection): number | undefined {
  if (direction === null || row.section !== 'metrics') return undefined;
  const numbers = row.at.flatMap((place) => numberOf(row.values[place], { figure, direction }) ?? []);
  const finite = numbers.filter((number) => !Number.isNaN(number));
  if (new Set(finite).size < 2) return undefined;
  return finite.reduce((a, b) => ((direction === 'max') === a > b ? a : b));
}
