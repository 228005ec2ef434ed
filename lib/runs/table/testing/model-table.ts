import type { ModelRun } from '../../search/testing/model-run.ts';
import { parseColumn } from '../column.ts';
import type { RunSort } from '../schema.ts';

/** What a series of a model run keeps beside its last value: told apart from it, and with gaps where all is NaN. Pure. */
export function modelSeries(run: ModelRun, key: string) {
  const last = run.metrics[key];
  if (last === undefined) return undefined;
  const seen = Number.isNaN(last) ? null : last;
  return {
    last,
    min: seen === null ? null : -Math.abs(seen),
    max: seen === null ? null : seen * 2,
    count: 1 + (run.createdAt % 3),
    firstStep: 0,
    lastStep: run.createdAt % 4,
  };
}

/** The cell of a column in plain code: numbers as they are, times in milliseconds. */
export function modelCell(run: ModelRun, name: string): number | string | null {
  const column = parseColumn(name);
  if (!column || column.entity === 'dataset') throw new Error(`The model has no column ${name}.`);
  if (column.entity === 'metric') {
    const series = modelSeries(run, column.key);
    return (column.figure === 'best' ? series?.min : series?.[column.figure]) ?? null;
  }
  if (column.entity !== 'attribute') return (column.entity === 'param' ? run.params : run.tags)[column.key] ?? null;
  const start = run.startedAt ?? run.createdAt;
  switch (column.key) {
    case 'created':
      return run.createdAt;
    case 'started':
      return start;
    case 'ended':
      return run.endedAt;
    case 'duration':
      return run.endedAt === null ? null : (run.endedAt - start) / 1_000;
    case 'user':
      return run.userName;
    case 'actor':
      return 'test';
    case 'parent':
      return null;
    default:
      return run[column.key];
  }
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

const rankOf = (value: number | string | null) => (value === null ? 2 : Number.isNaN(value) ? 1 : 0);

/** Runs as a table has them: what is missing last, NaN before it, in both directions; then newest first. */
export function modelOrder(runs: ModelRun[], sorts: RunSort[]): ModelRun[] {
  const created = sorts.find(({ by }) => by === 'created');
  const keys: RunSort[] = created ? sorts : [...sorts, { by: 'created', order: 'desc' }];
  return runs.toSorted((a, b) => {
    for (const { by, order } of keys) {
      const [left, right] = [modelCell(a, by), modelCell(b, by)];
      const ranks = rankOf(left) - rankOf(right);
      if (ranks !== 0) return ranks;
      const values = rankOf(left) === 0 ? compare(left ?? 0, right ?? 0) : 0;
      if (values !== 0) return order === 'desc' ? -values : values;
    }
    return created?.order === 'asc' ? compare(a.id, b.id) : compare(b.id, a.id);
  });
}
