import type { Ctx } from '../../context.ts';
import type { SortValue } from '../../filter/sql/keyset.ts';
import type { OrderTerm } from '../../filter/tree.ts';
import type { FoundRun } from '../search/ask-page.ts';
import { findRuns } from '../search/find-runs.ts';
import { leadingRuns } from './leading-runs.ts';
import type { ReadRunSet } from './read-set.ts';
import { sortRuns } from './sort-runs.ts';
import { searchOrder, type TableOrder } from './table-order.ts';

export interface TablePageQuery {
  set: ReadRunSet;
  order: TableOrder;
  after: SortValue[] | undefined;
  offset: number;
  limit: number;
}

/**
 * How far down a list the rows before a page are found with it: further down it costs less to sort all of them. 50 of
 * 100,000 runs behind 10,000 others take 0.2 seconds by a metric, and 0.8 where all are sorted; by creation, where an index
 * tells the whole order, sorting takes 0.02 seconds wherever the page lies.
 */
function nearBy(set: ReadRunSet, terms: OrderTerm[]): number {
  const unfiltered = set.filter.kind === 'all' && set.filter.of.length === 0;
  return unfiltered && terms[0]?.field.entity === 'attribute' ? 1_000 : 10_000;
}

/** The ids of one page of a set in its order, with their positions. */
export async function findTablePage(ctx: Ctx, query: TablePageQuery): Promise<FoundRun[]> {
  const { set, order, after, offset, limit } = query;
  const terms = searchOrder(order);
  if (!terms) return (await leadingRuns(ctx, query)) ?? sortRuns(ctx, query);
  if (offset > nearBy(set, terms)) return sortRuns(ctx, query);
  const found = await findRuns(ctx, {
    scope: set.scope,
    filter: set.filter,
    conditions: set.conditions,
    order: terms,
    idDescending: order.idDescending,
    after,
    limit: offset + limit,
  });
  return found.slice(offset);
}
