import type { Value } from '../../../filter/testing/evaluate-filter.ts';
import { evaluateFilter } from '../../../filter/testing/evaluate-filter.ts';
import type { Field, Filter, OrderTerm } from '../../../filter/tree.ts';
import type { RunStatus } from '../../schema.ts';
import { mlflowStatusWords } from '../run-status-words.ts';

/** A run in plain code: what the rules of search are about. Times are milliseconds since 1970. */
export interface ModelRun {
  id: string;
  experimentId: number;
  name: string;
  kind: string;
  status: RunStatus;
  userName: string | null;
  createdAt: number;
  startedAt: number | null;
  endedAt: number | null;
  archived: boolean;
  metrics: Record<string, number>;
  params: Record<string, string>;
  tags: Record<string, string>;
  datasets: { name: string; digest: string; context: string | null }[];
}

function attribute(run: ModelRun, key: string): Value | undefined {
  const text = (value: string | null) => (value === null ? undefined : { text: value });
  const number = (value: number | null) => (value === null ? undefined : { number: value });
  const start = run.startedAt ?? run.createdAt;
  switch (key) {
    case 'run_id':
      return text(run.id);
    case 'run_name':
      return text(run.name);
    case 'status':
      return text(mlflowStatusWords[run.status]);
    case 'state':
      return text(run.status);
    case 'user_id':
      return text(run.userName);
    case 'kind':
      return text(run.kind);
    case 'artifact_uri':
      return text(`mlflow-artifacts:/${run.experimentId}/${run.id}/artifacts`);
    case 'start_time':
      return number(start);
    case 'end_time':
      return number(run.endedAt);
    case 'created':
      return number(run.createdAt);
    case 'duration':
      return number(run.endedAt === null ? null : (run.endedAt - start) / 1000);
    default:
      throw new Error(`The model knows no ${key}.`);
  }
}

const numeric = /^\s*[-+]?(\d{1,100}\.?\d{0,100}|\.\d{1,100})([eE][-+]?\d{1,2})?\s*$/;

function listed(value: Value | undefined): Value[] {
  return value ? [value] : [];
}

/** Whether a run fits a filter. Params and tags that read as numbers are compared as such with numbers. */
export function fits(run: ModelRun, filter: Filter): boolean {
  const metric = (key: string): Value[] => (key in run.metrics ? [{ number: run.metrics[key] ?? 0 }] : []);
  const pair = (from: Record<string, string>, key: string): Value[] => (key in from ? [{ text: from[key] ?? '' }] : []);
  const valuesOf = ({ entity, key }: Field): Value[] => {
    switch (entity) {
      case 'metric':
        return metric(key);
      case 'param':
        return pair(run.params, key);
      case 'tag':
        return pair(run.tags, key);
      case 'any':
        return [...metric(key), ...pair(run.params, key), ...pair(run.tags, key)];
      case 'dataset':
        return run.datasets.flatMap((one) => {
          const value = key === 'context' ? one.context : key === 'digest' ? one.digest : one.name;
          return value === null ? [] : [{ text: value }];
        });
      default:
        return listed(attribute(run, key));
    }
  };
  return evaluateFilter(filter, (field) => {
    const values = valuesOf(field);
    const compares = ['param', 'tag', 'any'].includes(field.entity);
    return compares ? values.flatMap((value) => asTested(value)) : values;
  });
}

/** A text stands for itself, and for the number that it reads as: a test of numbers sees only the number. */
function asTested(value: Value): Value[] {
  if (!('text' in value)) return [value];
  return numeric.test(value.text) ? [value, { number: Number(value.text) }] : [value];
}

function sortKey(run: ModelRun, { field }: OrderTerm): { rank: number; value: string | number } {
  if (field.entity === 'metric') {
    const value = run.metrics[field.key];
    if (value === undefined) return { rank: 2, value: 0 };
    return Number.isNaN(value) ? { rank: 1, value: 0 } : { rank: 0, value };
  }
  if (field.entity === 'param' || field.entity === 'tag') {
    const value = (field.entity === 'param' ? run.params : run.tags)[field.key];
    return value === undefined ? { rank: 1, value: '' } : { rank: 0, value };
  }
  const value = attribute(run, field.key);
  if (!value) return { rank: 1, value: 0 };
  return { rank: 0, value: 'text' in value ? value.text : value.number };
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order of runs: what is missing last and NaN before it, in both directions; ties by id. */
export function inOrder(runs: ModelRun[], terms: OrderTerm[], idDescending: boolean): ModelRun[] {
  return runs.toSorted((a, b) => {
    for (const term of terms) {
      const [left, right] = [sortKey(a, term), sortKey(b, term)];
      if (left.rank !== right.rank) return left.rank - right.rank;
      const order = compare(left.value, right.value);
      if (order !== 0) return term.descending ? -order : order;
    }
    return idDescending ? compare(b.id, a.id) : compare(a.id, b.id);
  });
}
