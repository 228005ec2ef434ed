/** Ranks from 1; equal values share the mean of theirs. Pure. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const found = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at < to; at += 1) found[order[at] ?? 0] = (from + to + 1) / 2;
    from = to;
  }
  return found;
}

/** Pearson's correlation; NaN where one of them is constant. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const count = x.length;
  const mean = (values: ArrayLike<number>) => {
    let sum = 0;
    for (let index = 0; index < count; index += 1) sum += values[index] ?? 0;
    return sum / count;
  };
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let index = 0; index < count; index += 1) {
    const [dx, dy] = [(x[index] ?? 0) - meanX, (y[index] ?? 0) - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Number.NaN;
}

/** Spearman's rank correlation, ties by their mean rank: -1 to 1, NaN where one of them is constant. Infinities have a rank. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return pearson(ranks(x), ranks(y));
}

/**
 * How much of the ranks of y the categories of x tell: the correlation ratio, 0 to 1, without a sign because categories
 * have no order. NaN where y is constant or there is one category.
 */
export function rankRatio(categories: ArrayLike<number>, y: ArrayLike<number>): number {
  const ranked = ranks(y);
  const groups = new Map<number, { sum: number; count: number }>();
  for (let index = 0; index < ranked.length; index += 1) {
    const group = groups.get(categories[index] ?? 0) ?? { sum: 0, count: 0 };
    group.sum += ranked[index] ?? 0;
    group.count += 1;
    groups.set(categories[index] ?? 0, group);
  }
  const mean = (ranked.length + 1) / 2;
  let [between, all] = [0, 0];
  for (const { sum, count } of groups.values()) between += count * (sum / count - mean) ** 2;
  for (const rank of ranked) all += (rank - mean) ** 2;
  return all > 0 && groups.size > 1 ? Math.sqrt(between / all) : Number.NaN;
}
