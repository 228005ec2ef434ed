import type { z } from 'zod';
import type { Ctx } from '../../context.ts';
import { runSql, sql } from '../../db/sql.ts';
import { parseInput } from '../../parse-input.ts';
import { askWhole } from '../table/ask-whole.ts';
import { findTablePage } from '../table/find-table-page.ts';
import { loadRows } from '../table/load-rows.ts';
import { naming, type ReadRunSet, readSet } from '../table/read-set.ts';
import { resolveColumn } from '../table/resolve-column.ts';
import { setSql } from '../table/set-sql.ts';
import { wholeOrder } from '../table/sort-columns.ts';
import { sortRuns } from '../table/sort-runs.ts';
import { type TableOrder, tableOrder } from '../table/table-order.ts';
import { QueryTreeInput, type TreeAnswer } from './schema.ts';
import { isParent, placed } from './sql/edges.ts';
import { type FittingRow, fittingPage } from './sql/fitting-page.ts';

interface TreePage {
  set: ReadRunSet;
  order: TableOrder;
  under: string | undefined;
  limit: number;
  offset: number;
}

interface Found {
  id: string;
  matches: boolean;
  below: number;
}

/**
 * Runs of an experiment that stand beside each other below a run, or below none. Where not all fit, those that do stand below
 * the ones they belong to.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (filter, columns, order, pattern), UNPROCESSABLE (takes too long)
 */
export async function queryTree({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: z.input<typeof QueryTreeInput>;
}): Promise<TreeAnswer> {
  const { sort, columns, limit, offset, under, ...asked } = parseInput(QueryTreeInput, input, 'query');
  const set = await readSet(ctx, asked);
  const order = tableOrder(sort, set);
  const resolved = columns.map((name, index) => resolveColumn(name, set, `columns.${index}`));
  const page = { set, order, under, limit, offset };
  const unfiltered = !asked.filter?.trim() && !asked.text && !asked.regex;
  const { found, total } = await (unfiltered ? pageOfAll(ctx, page) : naming(set, () => pageOfFitting(ctx, page)));
  const ids = found.map((run) => run.id);
  const [rows, count] = await Promise.all([loadRows(ctx, ids, resolved), offset === 0 ? total() : null]);
  const byId = new Map(found.map((run) => [run.id, run]));
  return {
    rows: rows.map((row) => ({
      ...row,
      matches: byId.get(row.id)?.matches ?? true,
      below: byId.get(row.id)?.below ?? 0,
    })),
    total: count,
  };
}

type PageFound = { found: Found[]; total: () => Promise<number> };

async function pageOfAll(ctx: Ctx, { set, order, under, limit, offset }: TreePage): Promise<PageFound> {
  const here: ReadRunSet = { ...set, conditions: [...set.conditions, placed(under)] };
  // An index tells the runs below one; those below none are found along the order.
  const page =
    under === undefined
      ? await findTablePage(ctx, { set: here, order, after: undefined, offset, limit })
      : await sortRuns(ctx, { set: here, order, offset, limit });
  const ids = page.map((run) => run.id);
  const counts = await runSql<{ id: string; below: number }>(
    ctx.db,
    sql`SELECT p.id, count(*)::int AS below FROM traza.run AS p JOIN traza.run AS c ON ${isParent(sql`p`, sql`c`)}
      WHERE p.id = ANY(${ids}::text[]) GROUP BY p.id`,
  );
  const below = new Map(counts.map((one) => [one.id, one.below]));
  return {
    found: ids.map((id) => ({ id, matches: true, below: below.get(id) ?? 0 })),
    async total() {
      if (page.length < limit) return page.length;
      const { from, where } = setSql(ctx, here);
      const [row] = await askWhole<{ total: number }>(
        ctx,
        set,
        sql`SELECT count(*)::int AS total FROM ${from} WHERE ${where}`,
      );
      return row?.total ?? 0;
    },
  };
}

async function pageOfFitting(ctx: Ctx, { set, order, under, limit, offset }: TreePage): Promise<PageFound> {
  const { from, where } = setSql(ctx, set);
  const statement = fittingPage({ from, where, under, order: wholeOrder(order, set.scope), limit, offset });
  const found = await askWhole<FittingRow>(ctx, set, statement);
  return { found, total: async () => found[0]?.total ?? 0 };
}
