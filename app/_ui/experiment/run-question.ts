import type { z } from 'zod';
import { axesLast } from '#lib/metrics/axis-metrics.ts';
import type { QueryRunsInput } from '#lib/runs/table/schema.ts';
import { type MetricDirection, usualDirection } from '../metrics/best-value.ts';
import { isAskable, sparkColumn } from './run-columns.ts';
import type { RunSet } from './run-set.ts';

/** The runs of an experiment that a page asks the server for, and their order. */
export type RunQuestion = Pick<
  z.input<typeof QueryRunsInput>,
  'experimentId' | 'filter' | 'text' | 'regex' | 'archived' | 'sort'
>;

const comparison = /[=<>~]|\b(?:contains|in|like|ilike|is|exists|matches|starts|ends)\b/i;

/**
 * What was typed into the search: a filter where it compares something, a regular expression over names between
 * slashes, part of a name otherwise.
 */
export function readSearch(q: string): Pick<RunQuestion, 'filter' | 'text' | 'regex'> {
  const typed = q.trim();
  if (typed === '') return {};
  const pattern = /^\/(.+)\/$/s.exec(typed)?.[1];
  if (pattern !== undefined) return { regex: pattern };
  return comparison.test(typed) ? { filter: typed } : { text: typed };
}

const mostSortKeys = 5;

/** What is no column, such as how many runs a group has, sorts no runs. */
function sortKeys(sort: readonly string[], ranked: string | undefined): NonNullable<RunQuestion['sort']> {
  const keys = new Map<string, 'asc' | 'desc'>();
  for (const key of sort) {
    const by = key.replace(/^-/, '');
    if (isAskable(by, ranked) && !by.startsWith('dataset:') && !keys.has(by)) keys.set(by, key === by ? 'asc' : 'desc');
  }
  if (keys.size === 0) return [{ by: 'started', order: 'desc' }];
  return Array.from(keys, ([by, order]) => ({ by, order })).slice(0, mostSortKeys);
}

/** @param ranked the metric whose better way the experiment says */
export function runQuestion(
  experimentId: number,
  set: Pick<RunSet, 'q' | 'sort' | 'archived'>,
  ranked: string | undefined,
): RunQuestion {
  return {
    experimentId,
    ...readSearch(set.q),
    ...(set.archived ? { archived: true } : {}),
    sort: sortKeys(set.sort, ranked),
  };
}

/** The column that shows a metric: its best value where one way is better, its last otherwise. */
export function metricColumn(key: string, direction: MetricDirection): string {
  return `metric:${key}:${direction ?? 'last'}`;
}

const most = { metrics: 8, params: 8 };

/** The columns of a table that nobody has chosen. */
export function usualColumns({
  metrics,
  params,
  primary,
  directionOf,
}: {
  metrics: readonly string[];
  params: readonly string[];
  primary: string | undefined;
  directionOf: (key: string) => MetricDirection;
}): string[] {
  const machine = (key: string) => key.startsWith('system/');
  const first = [
    ...(primary === undefined ? [] : [primary]),
    ...axesLast(metrics.filter((key) => !machine(key))),
    ...metrics,
  ];
  return [
    ...(primary === undefined ? [] : [sparkColumn]),
    'status',
    'started',
    'duration',
    ...[...new Set(first)].slice(0, most.metrics).map((key) => metricColumn(key, directionOf(key))),
    ...params.slice(0, most.params).map((key) => `param:${key}`),
  ];
}

/** Which way a metric is better: as the experiment says of its primary one, by its name otherwise. */
export function directionsOf(experiment: {
  primaryMetric: string | null;
  metricDirection: 'max' | 'min' | null;
}): (key: string) => MetricDirection {
  return (key) =>
    key === experiment.primaryMetric ? (experiment.metricDirection ?? usualDirection(key)) : usualDirection(key);
}

/** The metric of which the server knows the best value of each run: the primary one, where somebody said which way is better. */
export function rankedBy(experiment: {
  primaryMetric: string | null;
  metricDirection: 'max' | 'min' | null;
}): string | undefined {
  return experiment.metricDirection ? (experiment.primaryMetric ?? undefined) : undefined;
}

const heldOut = /^(eval|val|valid|validation|dev)[/_.-]/i;

/**
 * The metric that ranks the runs. Without one that somebody chose stands in what was measured on data that was held out,
 * rather a figure of merit than a loss; then the first that has a good direction.
 */
export function primaryOf(
  experiment: { primaryMetric: string | null },
  metrics: readonly string[],
): string | undefined {
  return (
    experiment.primaryMetric ??
    metrics.find((key) => heldOut.test(key) && usualDirection(key) === 'max') ??
    metrics.find((key) => heldOut.test(key) && usualDirection(key) !== null) ??
    metrics.find((key) => usualDirection(key) !== null) ??
    axesLast(metrics)[0]
  );
}
