import { randomFrom, sampleOf } from './random.ts';
import { askTree, type Feature, growTree, type RegressionTree } from './regression-tree.ts';

export interface ForestAnswer {
  /** Of each feature: how much of the variance is no longer told when its values are mixed up; at least 0, 1 is all of it. */
  importance: number[];
  /** 1 less the share of the variance that trees leave over on rows they have not seen; below 0: worse than the mean. */
  r2: number;
  /** Rows that were learnt from. */
  rows: number;
}

const trees = 100;
const seed = 20_261_127;
/** More rows are sampled: a forest of these tells no more, and takes half a minute. */
export const mostForestRows = 2_000;

/**
 * How much each feature tells of y: a random forest, and of each tree the error on the rows that it has not seen, before and
 * after one feature is mixed up among them (permutation importance, Breiman 2001). The seed is fixed, so that the answer is
 * the same for all.
 */
export function forestImportance(features: readonly Feature[], target: Float64Array): ForestAnswer {
  const random = randomFrom(seed);
  const rows = sampleOf(target.length, mostForestRows, random).toSorted();
  const own = features.map((feature) => ({ ...feature, values: pick(feature.values, rows) }));
  const y = standardised(pick(target, rows));
  const rules = { leastRows: 3, tried: Math.max(1, Math.ceil(features.length / 3)) };
  const worse = new Float64Array(features.length);
  const [sums, votes] = [new Float64Array(rows.length), new Float64Array(rows.length)];
  for (let tree = 0; tree < trees; tree += 1) {
    const { bag, unseen } = drawBag(rows.length, random);
    const grown = growTree(own, y, bag, rules, random);
    const before = errorOf(grown, own, y, unseen);
    for (const row of unseen) {
      sums[row] = (sums[row] ?? 0) + askTree(grown, (feature) => own[feature]?.values[row] ?? 0);
      votes[row] = (votes[row] ?? 0) + 1;
    }
    for (let feature = 0; feature < own.length; feature += 1) {
      const mixed = sampleOf(unseen.length, unseen.length, random).map((at) => unseen[at] ?? 0);
      worse[feature] = (worse[feature] ?? 0) + errorOf(grown, own, y, unseen, { feature, rows: mixed }) - before;
    }
  }
  let [left, count, all] = [0, 0, 0];
  y.forEach((value, row) => {
    if (!votes[row]) return;
    left += (value - (sums[row] ?? 0) / (votes[row] ?? 1)) ** 2;
    all += value ** 2;
    count += 1;
  });
  return {
    importance: Array.from(worse, (sum) => Math.max(0, sum / trees / 2)),
    r2: count > 0 && all > 0 ? 1 - left / all : Number.NaN,
    rows: rows.length,
  };
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] ?? 0);
}

/** With mean 0 and variance 1; halved first, because the squares of great numbers are beyond a float64. */
function standardised(values: Float64Array): Float64Array {
  const greatest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const scaled = values.map((value) => value / greatest);
  const mean = scaled.reduce((sum, value) => sum + value / scaled.length, 0);
  const spread = Math.sqrt(scaled.reduce((sum, value) => sum + (value - mean) ** 2 / scaled.length, 0)) || 1;
  return scaled.map((value) => (value - mean) / spread);
}

function drawBag(count: number, random: () => number): { bag: Int32Array; unseen: Int32Array } {
  const seen = new Uint8Array(count);
  const bag = Int32Array.from({ length: count }, () => {
    const row = Math.floor(random() * count);
    seen[row] = 1;
    return row;
  });
  return { bag, unseen: Int32Array.from([...seen.keys()].filter((row) => seen[row] === 0)) };
}

/** The mean squared error, where one feature of each row is that of another row. */
function errorOf(
  tree: RegressionTree,
  features: readonly Feature[],
  y: Float64Array,
  rows: Int32Array,
  mixed?: { feature: number; rows: Int32Array },
): number {
  let sum = 0;
  rows.forEach((row, at) => {
    const said = askTree(tree, (feature) => {
      const from = mixed?.feature === feature ? (mixed.rows[at] ?? row) : row;
      return features[feature]?.values[from] ?? 0;
    });
    sum += ((y[row] ?? 0) - said) ** 2;
  });
  return rows.length === 0 ? 0 : sum / rows.length;
}
