import { nativeRunsGrammar } from '../../filter/grammars/native-runs.ts';
import type { OrderTerm } from '../../filter/tree.ts';
import type { ReadRunSet } from './read-set.ts';
import { resolveColumn } from './resolve-column.ts';
import type { RunSort } from './schema.ts';
import type { MetricColumn } from './sort-columns.ts';

/** One key of an order: what the search of runs orders by, or a figure of a metric beside its last value. */
export type SortKey = { term: OrderTerm; figure?: undefined } | { figure: MetricColumn; descending: boolean };

export interface TableOrder {
  /** The last one a time that every run has. */
  keys: SortKey[];
  idDescending: boolean;
}

/**
 * The order of a runs table: by what was asked, then newest first.
 * @throws DomainError INVALID_INPUT for the best of a metric without direction
 */
export function tableOrder(sorts: RunSort[], set: Pick<ReadRunSet, 'ranking'>): TableOrder {
  const keys = sorts.map(({ by, order }, index) => sortKey(by, order === 'desc', set, `sort.${index}.by`));
  const created = sorts.find(({ by }) => by === 'created');
  if (!created) keys.push({ term: { field: { entity: 'attribute', key: 'created' }, descending: true } });
  return { keys, idDescending: created?.order !== 'asc' };
}

function sortKey(by: string, descending: boolean, set: Pick<ReadRunSet, 'ranking'>, path: string): SortKey {
  const column = resolveColumn(by, set, path);
  if (column.entity === 'metric' && column.figure !== 'last') return { figure: column, descending };
  const { entity } = column;
  if (entity !== 'attribute') return { term: { field: { entity, key: column.key }, descending } };
  const key = nativeRunsGrammar.attributes[column.key]?.key ?? column.key;
  return { term: { field: { entity, key }, descending } };
}

/** The order as the search of runs takes it; undefined where it knows one of the keys not. */
export function searchOrder({ keys }: TableOrder): OrderTerm[] | undefined {
  const terms = keys.flatMap((key) => (key.figure ? [] : [key.term]));
  return terms.length === keys.length ? terms : undefined;
}
