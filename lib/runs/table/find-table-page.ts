import type { Ctx } from '../../context.ts';
import type { SortValue } from '../../filter/sql/keyset.ts';
import type { FoundRun } from '../search/ask-page.ts';
import { findRuns } from '../search/find-runs.ts';
import type { ReadRunSet } from './read-set.ts';
import { sortRuns } from './sort-runs.ts';
import { searchOrder, type TableOrder } from './table-order.ts';

/** So far down a list the rows before a page are found with it, which costs less than sorting all. */
const nearBy = 5_000;

export interface TablePageQuery {
  set: ReadRunSet;
  order: TableOrder;
  after: SortValue[] | undefined;
  offset: number;
  limit: number;
}

/** The ids of one page of a set in its order, with their positions. */
export async function findTablePage(ctx: Ctx, query: TablePageQuery): Promise<FoundRun[]> {
  const { set, order, after, offset, limit } = query;
  const terms = offset > nearBy ? undefined : searchOrder(order);
  if (!terms) return sortRuns(ctx, query);
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
