import type { SeriesAnswer } from '#lib/metrics/schema.ts';
import { bestValue, type MetricDirection } from '../metrics/best-value.ts';
import type { RunItem } from '../run/run-item.ts';
import { tookMs } from '../run/status-of.ts';

const collator = new Intl.Collator('en', { numeric: true });

/** Whether a run has every word of the search in its name, id, kind, status, tags or `param=value`. */
export function matchesRun(run: RunItem, query: string): boolean {
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
  runs: readonly RunItem[],
  sort: string,
  directionOf: (key: string) => MetricDirection,
): RunItem[] {
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

function newest(a: RunItem, b: RunItem): number {
  return a.id < b.id ? 1 : -1;
}

function sortValue(
  run: RunItem,
  by: string,
  directionOf: (key: string) => MetricDirection,
): string | number | undefined {
  if (by.startsWith('metric:')) {
    const series = seriesOf(run, by.slice('metric:'.length));
    const value = series ? bestValue(series, directionOf(series.key)) : Number.NaN;
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

/** The series of a run with this key. */
export function seriesOf(run: RunItem, key: string): SeriesAnswer | undefined {
  return run.series.find((series) => series.key === key);
}
