import type { ColumnProfile, Profile } from '#lib/datasets/schema.ts';

/** A column of two versions of a dataset, of which at least one has it. */
export interface ColumnChange {
  name: string;
  before: ColumnProfile | undefined;
  after: ColumnProfile | undefined;
}

/** Columns whose profiles differ, in the order of the newer version, those that are gone behind them; and how many do not. */
export function profileChanges(before: Profile, after: Profile): { changed: ColumnChange[]; same: number } {
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const names = [...new Set([...after.columns, ...before.columns].map((column) => column.name))];
  const now = new Map(after.columns.map((column) => [column.name, column]));
  const all = names.map((name) => ({ name, before: old.get(name), after: now.get(name) }));
  const changed = all.filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
  return { changed, same: all.length - changed.length };
}

/** A distribution as shares of all values, on a common axis from 0 to 1. */
export interface Shape {
  bars: { from: number; to: number; share: number }[];
}

const numberOf = (edge: number | string) => (typeof edge === 'number' ? edge : Date.parse(edge));

/** Both distributions of a column on one axis; undefined where neither can be drawn so. */
export function commonShapes({ before, after }: ColumnChange): { before: Shape; after: Shape } | undefined {
  const histograms = [before?.histogram, after?.histogram];
  const edges = histograms.flatMap((one) => one?.edges.map(numberOf) ?? []).filter(Number.isFinite);
  if (edges.length > 1) {
    const [low, high] = [Math.min(...edges), Math.max(...edges)];
    const span = high - low || 1;
    const shapeOf = (column: ColumnProfile | undefined): Shape => ({
      bars: (column?.histogram?.counts ?? []).map((count, index) => ({
        from: (numberOf(column?.histogram?.edges[index] ?? low) - low) / span,
        to: (numberOf(column?.histogram?.edges[index + 1] ?? high) - low) / span,
        share: count / Math.max(1, column?.count ?? 1),
      })),
    });
    return { before: shapeOf(before), after: shapeOf(after) };
  }
  const values = [
    ...new Set([before, after].flatMap((one) => one?.top?.slice(0, 8).map((top) => JSON.stringify(top.value)) ?? [])),
  ];
  if (values.length === 0) return undefined;
  const shapeOf = (column: ColumnProfile | undefined): Shape => {
    const counts = new Map(column?.top?.map((top) => [JSON.stringify(top.value), top.count]));
    return {
      bars: values.map((value, index) => ({
        from: index / values.length,
        to: (index + 0.8) / values.length,
        share: (counts.get(value) ?? 0) / Math.max(1, column?.count ?? 1),
      })),
    };
  };
  return { before: shapeOf(before), after: shapeOf(after) };
}
