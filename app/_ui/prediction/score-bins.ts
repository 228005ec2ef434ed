import type { Bin } from '#lib/ui/chart/histogram.tsx';

/** Counts over equal bins of [0, 1] as bins a chart draws; none while every count is 0. */
export function scoreBins(counts: readonly number[]): Bin[] {
  if (!counts.some((count) => count > 0)) return [];
  return counts.map((count, at) => ({ from: at / counts.length, to: (at + 1) / counts.length, count }));
}
