import type { BenchRun } from '../../tracking/workload.ts';
import { tableRuns } from './compared-runs.ts';

/** Something that a person asks for in the table, with the names that must be shown then. */
export interface ComparedQuestion {
  kind: 'filter' | 'sort' | 'clear';
  /** A filter as it is typed, which both sides take as MLflow spells it; or the metric to sort by, greatest first. */
  asked: string;
  names: string[];
}

function filter(asked: string, matches: (run: BenchRun) => boolean): ComparedQuestion {
  return { kind: 'filter', asked, names: tableRuns.filter(matches).map((run) => run.name) };
}

function sort(key: string): ComparedQuestion {
  const sorted = tableRuns.toSorted((a, b) => (b.metrics[key] ?? 0) - (a.metrics[key] ?? 0));
  return { kind: 'sort', asked: key, names: sorted.map((run) => run.name) };
}

/** One after another, each from the rows of the one before. Clearing goes back to known rows and is not judged. */
export const comparedQuestions: ComparedQuestion[] = [
  filter(
    `metrics."val/accuracy" > 0.9 and params.optimizer = 'adam'`,
    ({ metrics, params }) => (metrics['val/accuracy'] ?? 0) > 0.9 && params.optimizer === 'adam',
  ),
  filter(`params.trial = '137'`, ({ params }) => params.trial === '137'),
  filter('metrics.`train/loss` < 0.1', ({ metrics }) => (metrics['train/loss'] ?? 1) < 0.1),
  { ...filter('', () => true), kind: 'clear' },
  sort('val/accuracy'),
  sort('layer/00/grad_norm'),
];
