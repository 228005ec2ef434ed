import { noSql, type Sql, sql, sqlJoin, sqlText } from '../../db/sql.ts';
import { behind, orderBy, type SortColumn, type SortValue, sortOutput } from '../../filter/sql/keyset.ts';
import type { Filter } from '../../filter/tree.ts';
import { headOf } from './candidates.ts';
import { runCondition, splitByNeed } from './run-condition.ts';
import type { TermColumns } from './sort-columns.ts';
import type { Walk } from './walks.ts';

/** Which runs a search looks at. */
export type RunScope = { experiments: number[] } | { project: true };

export interface PageStatement {
  scope: RunScope;
  /** Columns of each key of the order, the tie-breaker by time the last of them. */
  terms: TermColumns[];
  id: SortColumn;
  filter: Filter;
  /** Conditions on the run `r` beside the filter. */
  conditions: Sql[];
  /** Values of the first columns that all these runs share. */
  fixed: SortValue[];
  /** Values of the other columns of the run after which the page begins. */
  after: SortValue[] | undefined;
  limit: number;
  /** Whether its runs come with all that they hold. */
  withTexts: boolean;
}

/** How the runs are found: along indexes of each experiment, among given ids, or all of them. */
export type RunSource =
  | { kind: 'walks'; walks: Walk[]; term: number; budget: number | undefined; beyond: SortValue | undefined }
  | { kind: 'candidates'; select: (experiments: Sql) => Sql }
  | { kind: 'all' };

/** The columns of the order behind the fixed ones. */
export function openColumns({ terms, id, fixed }: PageStatement): SortColumn[] {
  return [...terms.flatMap((term) => term.columns), id].slice(fixed.length);
}

/**
 * One page of runs: their ids and the values of their sort columns (k0, k1, ...), with `stop` where a walk came to the
 * end of its budget: what would follow is not known.
 */
export function pageStatement(page: PageStatement, source: RunSource): Sql {
  if (source.kind === 'all') return sortedStatement(page, amongAll);
  if (source.kind === 'candidates') {
    const ids = sql`(SELECT DISTINCT run_id FROM (${source.select(experimentsSql(page.scope))}) AS c)`;
    return sortedStatement(page, amongIds(ids));
  }
  const branches = source.walks.map((walk) => walkBranch(page, source, walk));
  const [only] = branches;
  if (only && branches.length === 1 && 'experiments' in page.scope && page.scope.experiments.length === 1) return only;
  const [walk] = source.walks;
  if (!walk) throw new Error('A walk needs an index.');
  const names = columnNames(page);
  const columns = openColumns(page).map((column, index): SortColumn => ({ ...column, sql: names[index] ?? noSql }));
  const stop = source.budget === undefined ? noSql : sql`stop DESC,`;
  const along = sqlText(walk.index.descending ? 'w DESC' : 'w');
  const first = walk.columns.length === 0 ? stop : sql`${along}, ${stop}`;
  return sql`SELECT * FROM (${sqlJoin(
    branches.map((branch) => sql`(${branch})`),
    ' UNION ALL ',
  )}) AS page
    ORDER BY ${first} ${orderBy(columns)} LIMIT ${page.limit}`;
}

function columnNames(page: PageStatement): Sql[] {
  return openColumns(page).map((_, index, all) => sqlText(index === all.length - 1 ? 'id' : `k${index}`));
}

/** k0, k1, ... and the id. */
function outputs(page: PageStatement, columns: SortColumn[]): Sql {
  const names = columnNames(page);
  return sqlJoin(
    columns.map((column, index) => sql`${sortOutput(column)} AS ${names[index]}`),
    ', ',
  );
}

function inScope(scope: RunScope): Sql {
  return 'experiments' in scope ? sql`r.experiment_id = ANY(${scope.experiments}::int[])` : sql`true`;
}

function allOf(conditions: Sql[]): Sql {
  return sql`(${sqlJoin(conditions, ' AND ', sql`true`)})`;
}

/** What the id of a run is enough for, and what needs its row: the first is looked at first. */
function conditionsOf(page: PageStatement, columns: SortColumn[], runId: Sql): { byId: Sql; byRow: Sql } {
  const { byId, byRow } = splitByNeed(page.filter);
  const after = page.after ? [behind(columns, page.after)] : [];
  return {
    byId: runCondition(byId, runId),
    byRow: allOf([...page.conditions, runCondition(byRow), ...after]),
  };
}

/** What a page is taken of: `FROM` with the run `r` in it, and the id of that run, at hand before its row is. */
interface Among {
  from: Sql;
  runId: Sql;
}

const amongAll: Among = { from: sql`traza.run AS r`, runId: sql`r.id` };

/** Runs by their ids. @param ids a relation with a column run_id, each run once */
export function amongIds(ids: Sql): Among {
  return {
    from: sql`${ids} AS c CROSS JOIN LATERAL (SELECT * FROM traza.run WHERE id = c.run_id OFFSET 0) AS r`,
    runId: sql`c.run_id`,
  };
}

/** One page of all runs that fit. @param first a condition on the id of a run, looked at before all others */
export function sortedStatement(page: PageStatement, { from, runId }: Among, first?: Sql): Sql {
  const columns = openColumns(page);
  const joins = sqlJoin(
    page.terms.map((term) => term.join),
    ' ',
  );
  const { byId, byRow } = conditionsOf(page, columns, runId);
  // Of conditions beside each other, PostgreSQL takes those first that look simple.
  const inTurn = first ? sql`CASE WHEN ${first} THEN ${byId} ELSE false END` : byId;
  return sql`SELECT ${outputs(page, columns)} FROM ${from} ${joins}
    WHERE ${inScope(page.scope)} AND ${inTurn} AND ${byRow}
    ORDER BY ${orderBy(columns)} LIMIT ${page.limit}`;
}

export function experimentsSql(scope: RunScope): Sql {
  return 'experiments' in scope ? sql`${scope.experiments}::int[]` : sql`'{}'::int[]`;
}

function walkBranch(page: PageStatement, source: Extract<RunSource, { kind: 'walks' }>, walk: Walk): Sql {
  const { term, budget, beyond } = source;
  const later = page.terms.slice(term + 1);
  // Of the term that is walked, the index has the value at hand; its rank is among the fixed columns.
  const columns = [...walk.columns, ...later.flatMap((one) => one.columns), page.id];
  const joins = sqlJoin(
    later.map((one) => one.join),
    ' ',
  );
  const [first] = walk.columns.length > 0 && page.after ? page.after : [];
  const start = first !== undefined && walk.index.type === 'text' ? headOf(String(first)) : first;
  const alias = walk.isRun ? sql`r` : sql`s`;
  const stop = budget === undefined ? noSql : sql`${alias}.n > ${budget} AS stop,`;
  // The mark at the end of the budget fits everything. Two conditions, so that the first needs no row of a run.
  const unlessMark = (condition: Sql) =>
    budget === undefined ? condition : sql`(${alias}.n > ${budget} OR ${condition})`;
  const { byId, byRow } = conditionsOf(page, columns, walk.isRun ? sql`r.id` : sql`s.run_id`);
  const where = sql`${unlessMark(byId)} AND ${unlessMark(byRow)}`;
  const order = sql`${orderBy([walk.index])}, ${budget === undefined ? noSql : sql`(${alias}.n > ${budget}) DESC,`} ${orderBy(columns)}`;
  const select = (experiment: Sql) => sql`
    SELECT ${stop} ${sortOutput(walk.index)} AS w, ${outputs(page, columns)}
    ${walk.from({ experiment, start, beyond, budget })} ${joins}
    WHERE ${where} ORDER BY ${order} LIMIT ${page.limit}`;
  if (!('experiments' in page.scope)) return select(noSql);
  const [experiment] = page.scope.experiments;
  if (page.scope.experiments.length === 1) return select(sql`${experiment}::int`);
  return sql`SELECT y.* FROM unnest(${page.scope.experiments}::int[]) AS x(id)
    CROSS JOIN LATERAL (${select(sql`x.id`)}) AS y`;
}
