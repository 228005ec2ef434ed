'use client';

import { columnLabel } from '#app/_ui/experiment/run-columns.ts';
import { byCount } from '#app/_ui/experiment/run-groups.ts';
import { newestFirst } from '#app/_ui/experiment/run-set.ts';
import type { RunRows } from '#app/_ui/experiment/use-run-rows.ts';
import type { MetricDirection } from '#app/_ui/metrics/best-value.ts';
import { Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { RankingMetric } from './use-asked-runs.ts';

interface Sort {
  keys: readonly string[];
  label: string;
}

interface SortsInput {
  /** What the address asks for. */
  sort: readonly string[];
  isGrouped: boolean;
  /** Where groups are shown: what orders them. */
  groups: RunRows['groups'];
  metric: RankingMetric | undefined;
  directionOf: (key: string) => MetricDirection;
  missing: ReadonlyMap<string, string>;
}

/** The orders that a list offers, and the one that it has. */
export function RunSort({ onChange, ...of }: SortsInput & { onChange: (sort: string[]) => void }) {
  const sorted = of.groups ? [of.groups.sort] : of.sort;
  return (
    <Select
      hideLabel
      label={text.runs.sort}
      value={JSON.stringify(sorted)}
      options={sortsOf(of, sorted).map((sort) => ({ value: JSON.stringify(sort.keys), label: sort.label }))}
      onChange={(event) => onChange(JSON.parse(event.target.value))}
    />
  );
}

/** @param sorted how it is ordered now, which a click on a head may have made unlike all that is offered */
function sortsOf(of: SortsInput, sorted: readonly string[]): Sort[] {
  const sorts = of.isGrouped ? groupSorts(of) : usualSorts(of);
  if (sorts.some(({ keys }) => JSON.stringify(keys) === JSON.stringify(sorted))) return sorts;
  const names = sorted.map((key) => columnLabel(key.replace(/^-/, ''), of.directionOf)).join(', ');
  return [...sorts, { keys: sorted, label: of.isGrouped ? text.groups.meanOf(names) : sortLabel(of, names) }];
}

function usualSorts({ metric, directionOf }: SortsInput): Sort[] {
  return [
    { keys: [newestFirst], label: text.runs.sorts.newest },
    ...(metric ? [{ keys: [bestFirst(metric, directionOf)], label: text.runs.sortBest(metric.key) }] : []),
    { keys: ['name'], label: text.runs.sorts.name },
    { keys: ['status'], label: text.runs.sorts.status },
    { keys: ['-duration'], label: text.runs.sorts.duration },
  ];
}

function groupSorts({ metric, directionOf }: SortsInput): Sort[] {
  return [
    { keys: [`-${byCount}`], label: text.groups.mostRuns },
    { keys: [byCount], label: text.groups.fewestRuns },
    ...(metric ? [{ keys: [bestFirst(metric, directionOf)], label: text.groups.meanOf(metric.key) }] : []),
  ];
}

function bestFirst({ key, column }: RankingMetric, directionOf: SortsInput['directionOf']): string {
  return directionOf(key) === 'min' ? column : `-${column}`;
}

function sortLabel({ sort, missing }: SortsInput, label: string): string {
  return sort.some((key) => missing.has(key.replace(/^-/, ''))) ? text.views.missingSort(label) : label;
}
