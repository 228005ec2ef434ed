import type { Ctx } from '../../context.ts';
import { runLimited } from '../../db/run-limited.ts';
import { runSearch } from '../../db/run-search.ts';
import { runSql, type Sql, sql } from '../../db/sql.ts';
import { readSortValue, type SortValue } from '../../filter/sql/keyset.ts';
import { hasPattern } from '../../filter/tree.ts';
import { type FewSource, fewStatement } from './few-statement.ts';
import { openColumns, type PageStatement, pageStatement, type RunSource } from './page-statement.ts';
import { type RunTextRow, runTextColumns, runTextJoins, runTextReader } from './run-text-columns.ts';
import type { RunTexts } from './run-texts.ts';

/** A run of a page with its position: its values in the columns of the order. */
export interface FoundRun {
  id: string;
  position: SortValue[];
  /** All that it holds, where the page was asked with it. */
  texts?: RunTexts;
}

export interface Asked {
  runs: FoundRun[];
  /** The value at which a walk came to the end of its budget; undefined where it did not. */
  stoppedAt: SortValue | undefined;
}

/** Runs the statement of a page. */
export async function askPage(ctx: Ctx, page: PageStatement, source: RunSource): Promise<Asked> {
  const rows = await rowsOf(ctx, page, pageStatement(page, source), { alongIndexes: source.kind === 'walks' });
  const end = rows.findIndex((row) => row.stop === true);
  const runs = readRuns(page, end < 0 ? rows : rows.slice(0, end));
  const stopped = end < 0 ? undefined : readRuns(page, rows.slice(end, end + 1))[0];
  return { runs, stoppedAt: stopped && (stopped.position[page.fixed.length] ?? '') };
}

/** A page of the runs that few fit one of the comparisons of; undefined where many fit each. */
export async function askFew(ctx: Ctx, page: PageStatement, source: FewSource): Promise<FoundRun[] | undefined> {
  const rows = await rowsOf(ctx, page, fewStatement(page, source), { alongIndexes: true });
  if (rows[0]?.few !== true) return undefined;
  return readRuns(
    page,
    rows.filter((row) => row.id !== null),
  );
}

/** @param how where all has to be sorted, plans along indexes are bad */
async function rowsOf(
  ctx: Ctx,
  page: PageStatement,
  statement: Sql,
  how: { alongIndexes: boolean },
): Promise<RunTextRow[]> {
  // A lateral join keeps the order of the page.
  const whole = page.withTexts
    ? sql`SELECT page.*, texts.* FROM (${statement}) AS page LEFT JOIN LATERAL (
        SELECT ${runTextColumns} FROM traza.run r ${runTextJoins} WHERE r.id = page.id OFFSET 0) AS texts ON true`
    : statement;
  if (hasPattern(page.filter)) return runLimited(ctx, whole, how);
  return how.alongIndexes ? runSearch(ctx.db, whole) : runSql(ctx.db, whole);
}

function readRuns(page: PageStatement, rows: RunTextRow[]): FoundRun[] {
  const columns = openColumns(page).slice(0, -1);
  const read = runTextReader();
  return rows.map((row) => {
    const open = columns.map((column, index) => readSortValue(column, row[`k${index}`]));
    const found = { id: row.id, position: [...page.fixed, ...open, row.id] };
    return page.withTexts ? { ...found, texts: read(row) } : found;
  });
}
