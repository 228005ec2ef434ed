import type { Ctx } from '../../context.ts';
import { type Sql, sql, sqlJoin } from '../../db/sql.ts';
import { behind, orderOfWhole, readSortValue, type SortValue, sortName, sortOutput } from '../../filter/sql/keyset.ts';
import type { FoundRun } from '../search/ask-page.ts';
import { askWhole } from './ask-whole.ts';
import type { ReadRunSet } from './read-set.ts';
import { setSql } from './set-sql.ts';
import { wholeOrder } from './sort-columns.ts';
import type { TableOrder } from './table-order.ts';

export interface SortRunsQuery {
  set: ReadRunSet;
  order: TableOrder;
  /** The position of the run after which the page begins. */
  after?: SortValue[] | undefined;
  /** Runs to leave out behind it. */
  offset?: number;
  limit: number;
  /** A condition on the run `r` that the runs of the page fit. */
  among?: Sql;
}

/** One page of a set, found by sorting all of its runs: for orders that have no index, and for pages far down. */
export async function sortRuns(ctx: Ctx, query: SortRunsQuery): Promise<FoundRun[]> {
  const { set, order, after, offset = 0, limit, among = sql`true` } = query;
  const { columns, joins } = wholeOrder(order, set.scope);
  const { from, where } = setSql(ctx, set);
  const keys = columns.map((column, index) => sql`${sortOutput(column)} AS ${sortName(index)}`);
  const statement = sql`SELECT ${sqlJoin(keys, ', ')} FROM ${from} ${sqlJoin(joins, ' ')}
    WHERE ${where} AND ${among} AND ${after ? behind(columns, after) : sql`true`}
    ORDER BY ${orderOfWhole(columns)} LIMIT ${limit}::bigint OFFSET ${offset}::bigint`;
  return (await askWhole(ctx, set, statement)).map((row) => {
    const position = columns.map((column, index) => readSortValue(column, row[`k${index}`]));
    return { id: String(position.at(-1)), position };
  });
}
