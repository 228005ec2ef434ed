import type { DecodedSeries } from '#lib/metrics/chart/decode-chart.ts';
import type { MetricDirection } from '../../metrics/best-value.ts';
import type { PanelSeries } from '../../metrics/panel-series.ts';

/**
 * The run whose value of a metric is best, and that value; of the newest run where no direction says what better means.
 * @param runs ids, the newest first
 * @param figure the best value that a run reached, or its last
 * @returns undefined where no run has a number
 */
export function bestOfRuns(
  series: PanelSeries,
  runs: readonly string[],
  figure: 'best' | 'last',
  direction: MetricDirection,
): { run: string; value: number } | undefined {
  let best: { run: string; value: number } | undefined;
  for (const run of runs) {
    const one = series.get(run);
    const value = one ? numberOf(one, direction === null ? 'last' : figure, direction) : Number.NaN;
    if (Number.isNaN(value)) continue;
    if (!best || (direction === 'max' && value > best.value) || (direction === 'min' && value < best.value))
      best = { run, value };
  }
  return best;
}

/** NaN where it has no number. */
function numberOf({ columns }: DecodedSeries, figure: 'best' | 'last', direction: MetricDirection): number {
  if (figure === 'last') {
    const { last = [] } = columns;
    for (let index = last.length - 1; index >= 0; index -= 1) {
      const value = last[index] ?? Number.NaN;
      if (!Number.isNaN(value)) return value;
    }
    return Number.NaN;
  }
  const values = (direction === 'max' ? columns.max : columns.min) ?? [];
  let best = Number.NaN;
  for (const value of values) {
    if (!Number.isNaN(value) && !(direction === 'max' ? value <= best : value >= best)) best = value;
  }
  return best;
}
