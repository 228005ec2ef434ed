import type { Ctx } from '../../context.ts';
import { loadRows } from '../table/load-rows.ts';
import type { ResolvedColumn } from '../table/resolve-column.ts';
import type { Cell } from '../table/schema.ts';

/** Cells of one part at most, so that long texts in many columns stay within some dozens of megabytes. */
const cellsOfAPart = 10_000;
const mostRows = 500;

/** The cells of runs in the order of `ids`, texts whole, part by part; runs that are gone meanwhile are left out. */
export async function* rowParts(
  ctx: Ctx,
  ids: string[],
  columns: ResolvedColumn[],
): AsyncGenerator<Cell[][], void, void> {
  const rows = Math.max(1, Math.min(mostRows, Math.floor(cellsOfAPart / columns.length)));
  for (let from = 0; from < ids.length; from += rows) {
    yield (await loadRows(ctx, ids.slice(from, from + rows), columns, { cut: null })).map((row) => row.cells);
  }
}
