import type { PredictionSummary, ScoreStats } from './schema.ts';

/** Figures of a prediction set from those of its partitions, in their order: the same sums in every run. */
export function sumStats(
  partitions: { rows: number; quarantined: number; stats: Pick<ScoreStats, 'histogram' | 'scores' | 'reasons'> }[],
): PredictionSummary {
  const histogram: number[] = [];
  const reasons: Record<string, number> = {};
  let [rows, quarantined, sum] = [0, 0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const part of partitions) {
    rows += part.rows;
    quarantined += part.quarantined;
    for (const [bin, count] of part.stats.histogram.entries()) histogram[bin] = (histogram[bin] ?? 0) + count;
    for (const [reason, count] of Object.entries(part.stats.reasons)) reasons[reason] = (reasons[reason] ?? 0) + count;
    if (!part.stats.scores) continue;
    sum += part.stats.scores.sum;
    min = Math.min(min, part.stats.scores.min);
    max = Math.max(max, part.stats.scores.max);
  }
  const scores = rows > 0 && min <= max ? { min, max, mean: sum / rows } : null;
  return { rows, quarantined, partitions: partitions.length, histogram, scores, reasons };
}
