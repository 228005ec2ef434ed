import type { TraceSort } from '#lib/traces/answer-schema.ts';

/** What the list of traces shows, as the address of its page says it. */
export interface TraceQuestion {
  /** Part of a name, a request or a response; what compares something is a filter in MLflow's grammar. */
  q: string;
  sort: TraceSort;
  ascending: boolean;
  failed: boolean;
}

const comparison = /[=<>]|\b(I?LIKE|RLIKE|IN|IS)\b/;

export function readTraceQuestion(get: (name: string) => string | null): TraceQuestion {
  const order = get('sort') ?? '';
  return {
    q: (get('q') ?? '').slice(0, 250),
    sort: order.replace('-', '') === 'duration' ? 'duration' : 'started',
    ascending: order === 'started' || order === 'duration',
    failed: get('failed') === '1',
  };
}

/** The order as the address says it; '' for the usual one. */
export function traceSortWord(sort: { id: string; desc: boolean } | undefined): string {
  if (!sort || (sort.id === 'started' && sort.desc)) return '';
  return `${sort.desc ? '-' : ''}${sort.id}`;
}

/** The question as the API takes it. */
export function askedTraces({ q, failed, ...order }: TraceQuestion) {
  return {
    ...order,
    ...(q.trim() === '' ? {} : comparison.test(q) ? { filter: q } : { q: q.trim() }),
    ...(failed ? { state: 'ERROR' as const } : {}),
  };
}
