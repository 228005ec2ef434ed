import type { Matrix } from '#lib/runs/matrix/matrix.ts';
import { type Association, associate } from '../columns/telling-params.ts';
import { scaleOf } from '../scale/scale.ts';
import type { Feature } from '../statistics/regression-tree.ts';

/** What a forest is asked, of the runs that have the metric. */
export interface ImportanceQuestion {
  features: Feature[];
  target: Float64Array;
}

export interface ImportanceParam {
  name: string;
  association: Association;
}

/** Runs that have the metric lie so far apart that its logarithm is explained. */
export interface Importances {
  params: ImportanceParam[];
  question: ImportanceQuestion;
  isLog: boolean;
}

/** The place of what a run does not have: below all others, so that a tree can part those runs from the rest. */
const missing = -1;

/**
 * The params that differ between the runs that have a metric, and what a forest learns from: places on their axes, which
 * are numbers of a like size whatever the values are. Pure.
 */
export function importanceQuestion(matrix: Matrix, names: readonly string[], metric: string): Importances | undefined {
  const column = matrix.columns.find((one) => one.name === metric);
  if (!column) return undefined;
  const scale = scaleOf(column);
  const runs = [...scale.places.keys()].filter((run) => !Number.isNaN(scale.places[run]));
  const target = Float64Array.from(runs, (run) => scale.places[run] ?? 0);
  const found = names.flatMap((name) => {
    const own = matrix.columns.find((one) => one.name === name);
    if (!own || name === metric) return [];
    const { kind, values, places } = scaleOf(own);
    const categorical = kind === 'category';
    const of = categorical ? values : places;
    const feature = Float64Array.from(runs, (run) => {
      const value = of[run] ?? Number.NaN;
      return Number.isNaN(value) ? missing : value;
    });
    if (new Set(feature).size < 2) return [];
    const mine = Float64Array.from(runs, (run) => of[run] ?? Number.NaN);
    const association = associate({ kind, values: mine }, target);
    return [{ param: { name, association }, feature: { values: feature, categorical } }];
  });
  return {
    params: found.map((one) => one.param),
    question: { features: found.map((one) => one.feature), target },
    isLog: scale.kind === 'log',
  };
}
