import type { Matrix } from '#lib/runs/matrix/matrix.ts';
import { scaleOf } from '../scale/scale.ts';
import { rankRatio, spearman } from '../statistics/correlation.ts';

/** How a column goes with another one: by rank, with a sign, or by category without one; 0 where too few runs have both. */
export interface Association {
  strength: number;
  signed: boolean;
  runs: number;
}

/** Spearman's correlation of two columns, or the correlation ratio where the first has categories. Pure. */
export function associate(x: { kind: string; values: Float64Array }, y: Float64Array): Association {
  const both = Array.from(y.keys()).filter((at) => !Number.isNaN(x.values[at]) && !Number.isNaN(y[at]));
  const [own, other] = [both.map((at) => x.values[at] ?? 0), both.map((at) => y[at] ?? 0)];
  const signed = x.kind !== 'category';
  const found = both.length < 3 ? 0 : signed ? spearman(own, other) : rankRatio(own, other);
  return { strength: Number.isNaN(found) ? 0 : found, signed, runs: both.length };
}

/**
 * The params that differ between runs, those first that go with the metric most. Names that each run has for itself, as its
 * trial or folder, tell nothing and are left out. Pure.
 */
export function tellingParams(matrix: Matrix, names: readonly string[], metric: string | undefined): string[] {
  const target = matrix.columns.find((column) => column.name === metric);
  const y = target && scaleOf(target, 'linear').values;
  const found = names.flatMap((name) => {
    const column = matrix.columns.find((one) => one.name === name);
    if (column?.kind !== 'text' || column.texts.length < 2) return [];
    const scale = scaleOf(column);
    const runs = column.codes.reduce((sum, code) => sum + (code === 0 ? 0 : 1), 0);
    // Of as many categories as this each has a run or two.
    if (scale.kind === 'category' && scale.categories.length > Math.max(2, runs / 2)) return [];
    return [{ name, strength: y ? Math.abs(associate(scale, y).strength) : 0 }];
  });
  return found.toSorted((a, b) => b.strength - a.strength).map((one) => one.name);
}
