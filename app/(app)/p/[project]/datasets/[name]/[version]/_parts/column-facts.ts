import type { ColumnProfile, JsonCell } from '#lib/datasets/schema.ts';
import { formatCount, formatNumber, formatPercent } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';

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
  add(text.datasets.profile.missing, column.nulls === 0 ? '0' : missing, true);
  const distinct = formatCount(column.distinct);
  if (column.family !== 'other') {
    add(
      text.datasets.profile.distinct,
      column.distinctApproximate ? text.datasets.profile.about(distinct) : distinct,
      true,
      column.distinctApproximate ? text.datasets.profile.estimate : undefined,
    );
  }
  const ordered = column.family === 'number' || column.family === 'temporal';
  if (column.count > 0 && (ordered || column.family === 'text')) {
    add(text.datasets.profile.min, show(column.min), ordered);
    add(text.datasets.profile.max, show(column.max), ordered);
  }
  if (typeof column.mean === 'number') add(text.datasets.profile.mean, formatNumber(column.mean), true);
  if (typeof column.sd === 'number') add(text.datasets.profile.sd, formatNumber(column.sd), false);
  for (const [name, value] of Object.entries(column.quantiles ?? {})) {
    const number = formatNumber(value);
    add(name, column.quantilesApproximate ? text.datasets.profile.about(number) : number, false);
  }
  if (column.zeros !== undefined) add(text.datasets.profile.zeros, formatCount(column.zeros), false);
  if (column.nonFinite) add(text.datasets.profile.nonFinite, formatCount(column.nonFinite), true);
  if (column.minLength !== undefined && column.count > 0) {
    const range =
      column.minLength === column.maxLength ? `${column.minLength}` : `${column.minLength}–${column.maxLength}`;
    add(text.datasets.profile.length, range, true);
  }
  if (column.empty) add(text.datasets.profile.emptyText, formatCount(column.empty), true);
  return facts;
}
