import type { Ctx } from '../../context.ts';
import { sql, sqlJoin } from '../../db/sql.ts';
import { orderOfWhole } from '../../filter/sql/keyset.ts';
import { askWhole, onceMs } from './ask-whole.ts';
import type { ReadRunSet } from './read-set.ts';
import { setSql } from './set-sql.ts';
import { wholeOrder } from './sort-columns.ts';
import type { TableOrder } from './table-order.ts';

/**
 * The ids of all runs of a set in an order. What they are sorted by stays in the database: it may be a note of each run.
 * @throws DomainError UNPROCESSABLE (takes too long)
 */
export async function sortIds(ctx: Ctx, set: ReadRunSet, order: TableOrder): Promise<string[]> {
  const { columns, joins } = wholeOrder(order, set.scope);
  const { from, where } = setSql(ctx, set);
  const statement = sql`SELECT r.id FROM ${from} ${sqlJoin(joins, ' ')} WHERE ${where} ORDER BY ${orderOfWhole(columns)}`;
  return (await askWhole<{ id: string }>(ctx, set, statement, onceMs)).map((row) => row.id);
}
