import type { WireNumber } from '#lib/metrics/schema.ts';
import { readNumber } from './read-number.ts';

/** Which way a metric is better; null where nobody has said. */
export type MetricDirection = 'max' | 'min' | null;

/** The best value a series reached; its last where no direction says what better means, NaN where it has no number. */
export function bestValue(
  series: { last: WireNumber; min: WireNumber | null; max: WireNumber | null },
  direction: MetricDirection,
): number {
  const best = direction === 'max' ? series.max : direction === 'min' ? series.min : series.last;
  return best === null ? Number.NaN : readNumber(best);
}

const smaller = /(^|[/_.-])(loss|log_?loss|brier|rmse|mse|mae|error|err|perplexity|ece)([/_.-]|$)/i;
const greater = /(^|[/_.-])(auc|accuracy|acc|f1|precision|recall|r2|ap|map|iou|bleu|reward)([/_.-]|$)/i;

/** What better means for a metric by its well-known name; null for a name that says nothing. */
export function usualDirection(key: string): MetricDirection {
  return smaller.test(key) ? 'min' : greater.test(key) ? 'max' : null;
}

/** The direction as charts and deltas take it. */
export function arrow(direction: MetricDirection): 'up' | 'down' | null {
  return direction === 'max' ? 'up' : direction === 'min' ? 'down' : null;
}
