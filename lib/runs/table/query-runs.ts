import type { z } from 'zod';
import type { Ctx } from '../../context.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { Position } from '../../http/page-token.ts';
import { parseInput } from '../../parse-input.ts';
import { findTablePage } from './find-table-page.ts';
import { loadRows } from './load-rows.ts';
import { naming, readSet } from './read-set.ts';
import { resolveColumn } from './resolve-column.ts';
import { QueryRunsInput, type RunTableAnswer } from './schema.ts';
import { tableOrder } from './table-order.ts';

/**
 * One page of a set of runs in an order, with the cells of the columns that are asked.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (filter, columns, cursor of another query, a pattern that takes
 *   too long), UNPROCESSABLE (so does a set without one)
 */
export async function queryRuns({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: z.input<typeof QueryRunsInput>;
}): Promise<RunTableAnswer> {
  const { sort, columns, limit, cursor, offset = 0, ...asked } = parseInput(QueryRunsInput, input, 'query');
  const set = await readSet(ctx, asked);
  const order = tableOrder(sort, set);
  const resolved = columns.map((name, index) => resolveColumn(name, set, `columns.${index}`));
  const query = { table: 'runs', ...set.query, sort };
  const after = cursor === undefined ? undefined : decodeCursor(query, Position, cursor);
  const found = await naming(set, () => findTablePage(ctx, { set, order, after, offset, limit: limit + 1 }));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await loadRows(
      ctx,
      page.map((run) => run.id),
      resolved,
    ),
    nextCursor: found.length > limit && last ? encodeCursor(query, last.position) : null,
  };
}
