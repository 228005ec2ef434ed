import type { StepHistogram } from './read-histograms.ts';

/** Least and greatest edge of some histograms that hold values; undefined where none does, or where they are too far apart. */
export function rangeOf(histograms: readonly StepHistogram[]): [number, number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { edges, counts } of histograms) {
    const first = counts.findIndex((count) => count > 0);
    if (first < 0) continue;
    low = Math.min(low, edges[first] ?? low);
    high = Math.max(high, edges[counts.findLastIndex((count) => count > 0) + 1] ?? high);
  }
  return low < high && Number.isFinite(high - low) ? [low, high] : undefined;
}

export function totalOf({ counts }: StepHistogram): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The share of the values in each of `bins` equal parts of a range: what lies in a bin is spread evenly over it, so that
 * histograms with edges of their own can be laid side by side. The shares of a whole range sum to 1.
 */
export function sharesOver(
  histogram: StepHistogram,
  [low, high]: readonly [number, number],
  bins: number,
): Float64Array {
  const shares = new Float64Array(bins);
  const total = totalOf(histogram);
  if (total === 0) return shares;
  const width = (high - low) / bins;
  const { edges, counts } = histogram;
  counts.forEach((count, at) => {
    if (count === 0) return;
    const [from, to] = [edges[at] ?? 0, edges[at + 1] ?? 0];
    const first = Math.max(0, Math.floor((from - low) / width));
    const last = Math.min(bins - 1, Math.ceil((to - low) / width) - 1);
    for (let bin = first; bin <= last; bin += 1) {
      const inside = Math.min(to, low + (bin + 1) * width) - Math.max(from, low + bin * width);
      if (inside > 0) shares[bin] = (shares[bin] ?? 0) + ((count / total) * inside) / (to - from);
    }
  });
  return shares;
}

/** The value below which a share of the values lies, spread evenly within bins. */
export function quantile(histogram: StepHistogram, share: number): number {
  const { edges, counts } = histogram;
  let left = totalOf(histogram) * share;
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at] ?? 0;
    const [from, to] = [edges[at] ?? 0, edges[at + 1] ?? 0];
    if (count > 0 && left <= count) return from + ((to - from) * left) / count;
    left -= count;
  }
  return edges.at(-1) ?? 0;
}
