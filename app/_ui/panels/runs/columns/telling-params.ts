import type { Matrix } from '#lib/runs/matrix/matrix.ts';
import { type Scale, scaleOf } from '../scale/scale.ts';
import { rankRatio, ranks, spearman } from '../statistics/correlation.ts';

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

const bins = 8;

/** How much a column tells of y however it goes: a learning rate may be too low and too high. Of numbers in eight equal parts. */
function tells(scale: Pick<Scale, 'kind' | 'values'>, y: Float64Array): number {
  const { strength, runs } = associate(scale, y);
  // In parts of a few runs chance alone would tell something.
  if (scale.kind === 'category' || runs < 10 * bins) return Math.abs(strength);
  const own = ranks(scale.values.map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)));
  const parts = own.map((rank) => Math.floor(((rank - 1) / runs) * bins));
  const values = scale.values.map((value, at) => (Number.isNaN(value) ? value : (parts[at] ?? 0)));
  return Math.max(Math.abs(strength), associate({ kind: 'category', values }, y).strength);
}

/**
 * The params that differ between runs, those first that tell most of the metric. Names that each run has for itself, as its
 * trial or folder, tell nothing and are left out. Pure.
 */
export function tellingParams(
  matrix: Matrix,
  names: readonly string[],
  metric: string | undefined,
): { name: string; isNumber: boolean }[] {
  const target = matrix.columns.find((column) => column.name === metric);
  const y = target && scaleOf(target, 'linear').values;
  const found = names.flatMap((name) => {
    const column = matrix.columns.find((one) => one.name === name);
    if (column?.kind !== 'text' || column.texts.length < 2) return [];
    const scale = scaleOf(column);
    const runs = column.codes.reduce((sum, code) => sum + (code === 0 ? 0 : 1), 0);
    // Of as many categories as this each has a run or two.
    if (scale.kind === 'category' && scale.categories.length > Math.max(2, runs / 2)) return [];
    return [{ name, isNumber: scale.kind !== 'category', tells: y ? tells(scale, y) : 0 }];
  });
  return found.toSorted((a, b) => b.tells - a.tells).map(({ name, isNumber }) => ({ name, isNumber }));
}
