import type { Ctx } from '../../context.ts';
import { runLimited } from '../../db/run-limited.ts';
import { runSearch } from '../../db/run-search.ts';
import { type Sql, sql } from '../../db/sql.ts';
import { readSortValue, type SortColumn, type SortValue } from '../../filter/sql/keyset.ts';
import { conjuncts, hasPattern, without } from '../../filter/tree.ts';
import type { FoundRun } from '../search/ask-page.ts';
import { candidatesOf } from '../search/candidates.ts';
import { fewestCandidates } from '../search/count-candidates.ts';
import { openColumns, type PageStatement, pageStatement, type RunSource } from '../search/page-statement.ts';
import { termColumns } from '../search/sort-columns.ts';
import { figureColumns } from './figure-sql.ts';
import type { ReadRunSet } from './read-set.ts';
import type { SortKey, TableOrder } from './table-order.ts';
import { sortedWhole, type TablePhase, tablePhases } from './table-phases.ts';

export interface WalkQuery {
  set: ReadRunSet;
  order: TableOrder;
  /** The position of the run after which the page begins. */
  after: SortValue[] | undefined;
  /** Runs to leave out behind it. */
  offset: number;
  limit: number;
}

/** Where a comparison has at most so many runs, those are sorted and no others are looked at. */
const many = 50_000;

/**
 * One page of runs by orders that `findRuns` knows not, or far down a list: runs are walked in their order without an end,
 * and as many as `offset` says are left out. Medians at 100,000 runs: see `findTablePage`.
 */
export async function walkRuns(ctx: Ctx, query: WalkQuery): Promise<FoundRun[]> {
  const { set, order, limit } = query;
  const base: PageStatement = {
    scope: set.scope,
    terms: order.keys.map(columnsOf),
    id: { sql: sql`r.id`, type: 'text', descending: order.idDescending },
    filter: set.filter,
    conditions: [sql`r.project_id = ${ctx.project.id}`, ...set.conditions],
    fixed: [],
    after: undefined,
    limit,
    withTexts: false,
  };
  const terms = conjuncts(set.filter);
  const candidates = await fewestCandidates(
    ctx,
    set.scope,
    terms.flatMap((term) => candidatesOf(term, ctx.project.id) ?? []),
    many,
  );
  const phases = candidates || 'project' in set.scope ? sortedWhole : tablePhases(order.keys, terms);
  const found: FoundRun[] = [];
  let offset = query.offset;
  for (const phase of phases) {
    const after = afterIn(phase, query.after);
    if (after === 'passed') continue;
    const page: PageStatement = {
      ...base,
      filter: { kind: 'all', of: [without(set.filter, phase.implied), ...phase.requires] },
      conditions: [...base.conditions, ...phase.conditions],
      fixed: phase.fixed,
      after,
      limit: offset + limit - found.length,
    };
    const source: RunSource = candidates ? { kind: 'candidates', select: candidates.select } : sourceOf(phase);
    const { runs, seen } = await askFrom(ctx, page, source, offset);
    found.push(...runs);
    if (found.length >= limit) break;
    offset = Math.max(0, offset - seen);
  }
  return found;
}

function columnsOf(key: SortKey, index: number) {
  return key.figure ? figureColumns(key.figure, key.descending, index) : termColumns(key.term, index);
}

function sourceOf({ walks, term }: TablePhase): RunSource {
  return walks ? { kind: 'walks', walks, term, budget: undefined, beyond: undefined } : { kind: 'all' };
}

/** Where a page begins within a part of the order: undefined for its start, 'passed' where it lies before the page. */
function afterIn({ fixed }: TablePhase, after: SortValue[] | undefined): SortValue[] | undefined | 'passed' {
  if (!after) return undefined;
  const differs = fixed.findIndex((value, index) => value !== after[index]);
  if (differs < 0) return after.slice(fixed.length);
  // Only ranks differ; they ascend.
  return Number(fixed[differs]) < Number(after[differs]) ? 'passed' : undefined;
}

/** The rows of a page behind the first `offset`, and how many it had with those. */
async function askFrom(
  ctx: Ctx,
  page: PageStatement,
  source: RunSource,
  offset: number,
): Promise<{ runs: FoundRun[]; seen: number }> {
  const statement = pageStatement(page, source);
  const whole =
    offset === 0
      ? statement
      : sql`WITH page AS MATERIALIZED (${statement})
          SELECT (SELECT count(*)::int FROM page) AS seen, rest.*
          FROM (SELECT) AS one LEFT JOIN (SELECT * FROM page OFFSET ${offset}::int) AS rest ON true`;
  const rows = await rowsOf(ctx, page, whole);
  const columns = openColumns(page).slice(0, -1);
  const runs = rows.flatMap((row) => (row.id === null ? [] : [readRun(page, columns, row)]));
  return { runs, seen: offset === 0 ? runs.length : Number(rows[0]?.seen) };
}

function rowsOf(ctx: Ctx, page: PageStatement, statement: Sql): Promise<Record<string, unknown>[]> {
  return hasPattern(page.filter) ? runLimited(ctx, statement) : runSearch(ctx.db, statement);
}

function readRun(page: PageStatement, columns: SortColumn[], row: Record<string, unknown>): FoundRun {
  const open = columns.map((column, index) => readSortValue(column, row[`k${index}`]));
  const id = String(row.id);
  return { id, position: [...page.fixed, ...open, id] };
}
