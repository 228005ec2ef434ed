import type { Ctx } from '../../context.ts';
import { runLimited } from '../../db/run-limited.ts';
import { runSql } from '../../db/sql.ts';
import { readSortValue, type SortValue } from '../../filter/sql/keyset.ts';
import { hasPattern } from '../../filter/tree.ts';
import { type PageStatement, pageStatement, type RunSource } from './page-statement.ts';

/** A run of a page with its position: its values in the columns of the order. */
export interface FoundRun {
  id: string;
  position: SortValue[];
}

export interface Asked {
  runs: FoundRun[];
  /** The value at which a walk came to the end of its budget; undefined where it did not. */
  stoppedAt: SortValue | undefined;
}

/** Runs the statement of a page. */
export async function askPage(ctx: Ctx, page: PageStatement, source: RunSource): Promise<Asked> {
  const statement = pageStatement(page, source);
  const rows = await (hasPattern(page.filter)
    ? runLimited<Record<string, unknown>>(ctx, statement)
    : runSql<Record<string, unknown>>(ctx.db, statement));
  const columns = page.terms.flatMap((term) => term.columns).slice(page.fixed.length);
  const runs: FoundRun[] = [];
  for (const row of rows) {
    const id = String(row.id);
    const open = columns.map((column, index) => readSortValue(column, row[`k${index}`]));
    if (row.stop === true) return { runs, stoppedAt: open[0] ?? '' };
    runs.push({ id, position: [...page.fixed, ...open, id] });
  }
  return { runs, stoppedAt: undefined };
}
