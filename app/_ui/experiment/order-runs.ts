import type { RunAnswer } from '#lib/runs/schema.ts';
import { bestValue, type MetricDirection } from '../metrics/best-value.ts';
import { tookMs } from '../run/status-of.ts';

const collator = new Intl.Collator('en', { numeric: true });

/** Whether a run has every word of the search in its name, id, kind, status, tags or `param=value`. */
export function matchesRun(run: RunAnswer, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const pairs = [...Object.entries(run.params), ...Object.entries(run.tags)].map(([key, value]) => `${key}=${value}`);
  const haystack = [run.name, run.id, run.kind, run.status, ...pairs].join('\n').toLowerCase();
  return words.every((word) => haystack.includes(word));
}

/**
 * Runs in the order of a sort such as `-created`, `name` or `-metric:eval/auc`. Runs without the value come last
 * whichever way round; equal ones newest first.
 */
export function orderRuns(
  runs: readonly RunAnswer[],
  sort: string,
  directionOf: (key: string) => MetricDirection,
): RunAnswer[] {
  const turned = sort.startsWith('-');
  const by = turned ? sort.slice(1) : sort;
  return runs
    .map((run) => ({ run, value: sortValue(run, by, directionOf) }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined)
        return Number(a.value === undefined) - Number(b.value === undefined) || newest(a.run, b.run);
      const order =
        typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : collator.compare(String(a.value), String(b.value));
      return (turned ? -order : order) || newest(a.run, b.run);
    })
    .map(({ run }) => run);
}

function newest(a: RunAnswer, b: RunAnswer): number {
  return a.id < b.id ? 1 : -1;
}

function sortValue(
  run: RunAnswer,
  by: string,
  directionOf: (key: string) => MetricDirection,
): string | number | undefined {
  if (by.startsWith('metric:')) {
    const key = by.slice('metric:'.length);
    const figures = run.metrics[key];
    const value = figures ? bestValue(figures, directionOf(key)) : Number.NaN;
    return Number.isNaN(value) ? undefined : value;
  }
  if (by.startsWith('param:')) {
    const value = run.params[by.slice('param:'.length)];
    return value === undefined || value === '' || Number.isNaN(Number(value)) ? value : Number(value);
  }
  if (by === 'name') return run.name;
  if (by === 'status') return run.status;
  if (by === 'duration') return tookMs(run);
  return run.createdAt;
}
