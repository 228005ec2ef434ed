import type { ColumnProfile, JsonCell } from '#lib/datasets/schema.ts';
import { formatCount, formatNumber, formatPercent } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';

const words = text.datasets.profile;

export interface Fact {
  label: string;
  value: string;
  title?: string;
  /** Shown on the card; the others in the details only. */
  short: boolean;
}

function show(value: JsonCell): string {
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'string' ? value.replace('T', ' ') : String(value);
}

/** The figures of a column in the order they are read. */
export function columnFacts(column: ColumnProfile, rowCount: number): Fact[] {
  const facts: Fact[] = [];
  const add = (label: string, value: string, short: boolean, title?: string) =>
    facts.push({ label, value, short, ...(title ? { title } : {}) });
  const missing = rowCount > 0 ? `${formatCount(column.nulls)} (${formatPercent(column.nulls / rowCount)})` : '0';
  add(words.missing, column.nulls === 0 ? '0' : missing, true);
  const distinct = formatCount(column.distinct);
  if (column.family !== 'other') {
    add(
      words.distinct,
      column.distinctApproximate ? words.about(distinct) : distinct,
      true,
      column.distinctApproximate ? words.estimate : undefined,
    );
  }
  const ordered = column.family === 'number' || column.family === 'temporal';
  if (column.count > 0 && (ordered || column.family === 'text')) {
    add(words.min, show(column.min), ordered);
    add(words.max, show(column.max), ordered);
  }
  if (typeof column.mean === 'number') add(words.mean, formatNumber(column.mean), true);
  if (typeof column.sd === 'number') add(words.sd, formatNumber(column.sd), false);
  for (const [name, value] of Object.entries(column.quantiles ?? {})) {
    const number = formatNumber(value);
    add(name, column.quantilesApproximate ? words.about(number) : number, false);
  }
  if (column.zeros !== undefined) add(words.zeros, formatCount(column.zeros), false);
  if (column.nonFinite) add(words.nonFinite, formatCount(column.nonFinite), true);
  if (column.minLength !== undefined && column.count > 0) {
    const range =
      column.minLength === column.maxLength ? `${column.minLength}` : `${column.minLength}–${column.maxLength}`;
    add(words.length, range, true);
  }
  if (column.empty) add(words.emptyText, formatCount(column.empty), true);
  return facts;
}
