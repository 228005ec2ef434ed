import type { Ctx } from '../../context.ts';
import { loadRows } from '../table/load-rows.ts';
import type { ResolvedColumn } from '../table/resolve-column.ts';
import type { Cell } from '../table/schema.ts';

/** Cells of one part at most, so that long texts in many columns stay within some dozens of megabytes. */
const cellsOfAPart = 10_000;
const mostRows = 500;

/**
 * The cells of runs in the order of `ids`, texts whole, part by part; runs that are gone meanwhile are left out. The next
 * part is read while one goes out.
 */
export async function* rowParts(
  ctx: Ctx,
  ids: string[],
  columns: ResolvedColumn[],
): AsyncGenerator<Cell[][], void, void> {
  const rows = Math.max(1, Math.min(mostRows, Math.floor(cellsOfAPart / columns.length)));
  const load = (from: number) => {
    const part = loadRows(ctx, ids.slice(from, from + rows), columns, { cut: null });
    // Nobody may come to wait for it.
    part.catch(() => {});
    return part;
  };
  let next = load(0);
  for (let from = 0; from < ids.length; from += rows) {
    const part = await next;
    next = load(from + rows);
    yield part.map((row) => row.cells);
  }
}
