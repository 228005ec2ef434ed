/** What a forest learns from: one value of each feature for each row. */
export interface Feature {
  /** A number, or the number of a category; never NaN. */
  values: Float64Array;
  categorical: boolean;
}

export interface TreeRules {
  /** A leaf has at least so many rows. */
  leastRows: number;
  /** Features that are looked at for each split. */
  tried: number;
}

interface Leaf {
  mean: number;
}
interface Split {
  feature: number;
  /** Rows up to it go left. */
  threshold: number;
  /** Categories that go left; others, and those that no row had, go right. */
  left: Set<number> | undefined;
  below: Node;
  above: Node;
}
type Node = Leaf | Split;

export type RegressionTree = Node;

/**
 * Grows a tree that halves the rows where that lowers the squared error most. Categories are put in the order of their
 * means, among whose cuts the best of all halves is (Breiman). Pure, but for `random`.
 */
export function growTree(
  features: readonly Feature[],
  y: Float64Array,
  rows: Int32Array,
  rules: TreeRules,
  random: () => number,
): RegressionTree {
  const best = rows.length >= 2 * rules.leastRows ? bestSplit(features, y, rows, rules, random) : undefined;
  if (!best) return { mean: meanOf(y, rows) };
  const { order, cut, feature, threshold, left } = best;
  const grow = (part: Int32Array) => growTree(features, y, part, rules, random);
  return { feature, threshold, left, below: grow(order.subarray(0, cut)), above: grow(order.subarray(cut)) };
}

/** What a tree says of a row. @param featureOf of a feature of that row */
export function askTree(tree: RegressionTree, featureOf: (feature: number) => number): number {
  let node = tree;
  while ('feature' in node) {
    const value = featureOf(node.feature);
    const goesLeft = node.left ? node.left.has(value) : value <= node.threshold;
    node = goesLeft ? node.below : node.above;
  }
  return node.mean;
}

interface FoundSplit {
  feature: number;
  threshold: number;
  left: Set<number> | undefined;
  /** The rows in the order of the feature; the first `cut` of them go left. */
  order: Int32Array;
  cut: number;
}

function bestSplit(
  features: readonly Feature[],
  y: Float64Array,
  rows: Int32Array,
  { leastRows, tried }: TreeRules,
  random: () => number,
): FoundSplit | undefined {
  let total = 0;
  for (const row of rows) total += y[row] ?? 0;
  let best: FoundSplit | undefined;
  let bestGain = (total * total) / rows.length + 1e-12;
  for (const index of pickFeatures(features.length, tried, random)) {
    const feature = features[index] as Feature;
    const keys = feature.categorical ? meanByCategory(feature.values, y, rows) : undefined;
    const keyOf = (row: number) => {
      const value = feature.values[row] ?? 0;
      return keys ? (keys.get(value) ?? 0) : value;
    };
    const order = sortedBy(rows, keyOf);
    let sum = 0;
    for (let cut = 1; cut < order.length; cut += 1) {
      sum += y[order[cut - 1] ?? 0] ?? 0;
      if (cut < leastRows || order.length - cut < leastRows) continue;
      const [low, high] = [keyOf(order[cut - 1] ?? 0), keyOf(order[cut] ?? 0)];
      if (low === high) continue;
      const gain = (sum * sum) / cut + (total - sum) ** 2 / (order.length - cut);
      if (gain <= bestGain) continue;
      bestGain = gain;
      // Halved before they are added: two values of 1e308 are beyond a float64 together.
      best = { feature: index, threshold: low / 2 + high / 2, left: undefined, order, cut };
    }
  }
  if (best && features[best.feature]?.categorical) {
    const { values } = features[best.feature] as Feature;
    best.left = new Set(Array.from(best.order.subarray(0, best.cut), (row) => values[row] ?? 0));
  }
  return best;
}

function pickFeatures(count: number, tried: number, random: () => number): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  for (let at = 0; at < Math.min(tried, count); at += 1) {
    const other = at + Math.floor(random() * (count - at));
    [all[at], all[other]] = [all[other] ?? 0, all[at] ?? 0];
  }
  return all.slice(0, tried);
}

function sortedBy(rows: Int32Array, keyOf: (row: number) => number): Int32Array {
  const keys = Float64Array.from(rows, keyOf);
  const order = Int32Array.from(rows, (_, index) => index).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
  return order.map((at) => rows[at] ?? 0);
}

function meanByCategory(values: Float64Array, y: Float64Array, rows: Int32Array): Map<number, number> {
  const sums = new Map<number, [number, number]>();
  for (const row of rows) {
    const value = values[row] ?? 0;
    const [sum, count] = sums.get(value) ?? [0, 0];
    sums.set(value, [sum + (y[row] ?? 0), count + 1]);
  }
  return new Map(Array.from(sums, ([value, [sum, count]]) => [value, sum / count]));
}

function meanOf(y: Float64Array, rows: Int32Array): number {
  let sum = 0;
  for (const row of rows) sum += y[row] ?? 0;
  return rows.length === 0 ? 0 : sum / rows.length;
}
