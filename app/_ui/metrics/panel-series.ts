import type { ColumnName } from '#lib/metrics/chart/chart-body.ts';
import type { DecodedSeries } from '#lib/metrics/chart/decode-chart.ts';

/** Series of a panel by run, as they are kept between answers. */
export type PanelSeries = ReadonlyMap<string, DecodedSeries>;

/**
 * What a panel knows after an answer: series that have not changed stay the same objects, tails are added behind what was
 * known, the others are replaced.
 */
export function mergeAnswer(known: PanelSeries, answer: readonly DecodedSeries[]): PanelSeries {
  const merged = new Map<string, DecodedSeries>();
  for (const series of answer) {
    const before = known.get(series.run);
    if (series.state === 'same' && before) merged.set(series.run, before);
    else if (series.state === 'tail' && before) merged.set(series.run, joined(before, series));
    else merged.set(series.run, series);
  }
  return merged;
}

function joined(before: DecodedSeries, tail: DecodedSeries): DecodedSeries {
  const columns: DecodedSeries['columns'] = {};
  for (const name of Object.keys(tail.columns) as ColumnName[]) {
    const [known, added] = [before.columns[name], tail.columns[name]];
    if (!known || !added) continue;
    const all = new Float64Array(known.length + added.length);
    all.set(known);
    all.set(added, known.length);
    columns[name] = all;
  }
  return {
    ...tail,
    state: 'whole',
    points: before.points + tail.points,
    exact: before.exact && tail.exact,
    columns,
  };
}

/** Stretches of the longest series: a live chart only adds, and is asked for anew when it has too many. */
export function mostBuckets(series: PanelSeries): number {
  let most = 0;
  for (const { columns } of series.values()) most = Math.max(most, columns.count?.length ?? 0);
  return most;
}
