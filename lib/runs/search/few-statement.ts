import { noSql, type Sql, sql, sqlJoin, sqlText } from '../../db/sql.ts';
import { type Field, type Term, without } from '../../filter/tree.ts';
import type { Candidates } from './candidates.ts';
import { amongIds, experimentsSql, type PageStatement, sortedStatement } from './page-statement.ts';
import { runCondition } from './run-condition.ts';

/** A comparison, and what lists the runs that fit it. */
export interface ListedTerm {
  term: Term;
  candidates: Candidates;
}

export interface FewSource {
  /** Comparisons that an index answers, at least one. */
  indexed: ListedTerm[];
  /** Runs of a comparison that are few. */
  few: number;
  /** So many of them are looked at one by one. */
  oneByOne: number;
}

/** The comparison of one value of a text, whose runs are few more often than those on one side of a number. */
const isSingular = ({ term: { field, test } }: ListedTerm) =>
  (test.kind === 'text' || test.kind === 'texts') && !isStatus(field);
const isStatus = ({ entity, key }: Field) => entity === 'attribute' && (key === 'status' || key === 'state');

/**
 * One page of runs where few fit one of the comparisons: as pageStatement gives it, with `few` in each row. Where few
 * runs fit none of the comparisons, one row says so; where no run fits the filter, one row without a run.
 *
 * PostgreSQL takes only those parts that it comes to need: the runs of each comparison are read up to one more than are
 * few, in turn until they are few. Where those are more than one looks at one by one, they are held against the runs of
 * other comparisons in memory. Among 1,000 runs: three comparisons that 129 fit, 1.6 ms where to count and to look at each
 * by itself took 3.1, and 0.5 to plan; comparisons that one run fits, 0.1 ms where it took 0.2, and 0.4 to plan.
 */
export function fewStatement(page: PageStatement, { indexed, few, oneByOne }: FewSource): Sql {
  const sets = [...indexed.filter(isSingular), ...indexed.filter((one) => !isSingular(one))].map(setOf);
  const read = sets.map(
    ({ runs, size, candidates }) => sql`
      ${runs} AS MATERIALIZED (${candidates.select(experimentsSql(page.scope))} LIMIT ${few + 1}::int),
      ${size} AS MATERIALIZED (SELECT count(*)::int AS n FROM ${runs})`,
  );
  const isFew = ({ size }: RunSet) => sql`(SELECT n FROM ${size}) <= ${few}::int`;
  const isChosen = ({ number }: RunSet) => sql`(SELECT number FROM chosen) = ${number}`;
  const cases = sets.map((set) => sql`WHEN ${isFew(set)} THEN ${set.number}`);
  const found = sets.map((set) => {
    const distinct = set.candidates.repeats ? sql`DISTINCT` : noSql;
    return sql`SELECT ${distinct} run_id FROM ${set.runs} WHERE ${isChosen(set)}`;
  });
  // What compares the row of a run needs no list.
  const held = sets.filter((set) => isSingular(set) && set.term.field.entity !== 'attribute');
  const conditions = held.map(
    (set) => sql`CASE WHEN ${isChosen(set)} THEN true
      WHEN (SELECT n FROM counted) > ${oneByOne}::int AND ${isFew(set)} THEN c.run_id IN (SELECT run_id FROM ${set.runs})
      ELSE ${runCondition(set.term, sql`c.run_id`)} END`,
  );
  const fits = sqlJoin(conditions, ' AND ', sql`true`);
  const rest = without(
    page.filter,
    held.map((set) => set.term),
  );
  return sql`WITH ${sqlJoin(read, ', ')},
    chosen AS MATERIALIZED (SELECT CASE ${sqlJoin(cases, ' ')} END AS number),
    found AS MATERIALIZED (${sqlJoin(found, ' UNION ALL ')}),
    counted AS MATERIALIZED (SELECT count(*)::int AS n FROM found)
    SELECT (SELECT number FROM chosen) IS NOT NULL AS few, page.*
    FROM (SELECT) AS one LEFT JOIN (
      ${sortedStatement({ ...page, filter: rest }, amongIds(sql`found`), fits)}) AS page ON true`;
}

interface RunSet extends ListedTerm {
  number: Sql;
  /** Names of what the statement reads first: its runs, and how many they are. */
  runs: Sql;
  size: Sql;
}

function setOf(one: ListedTerm, index: number): RunSet {
  return { ...one, number: sqlText(`${index}`), runs: sqlText(`runs_${index}`), size: sqlText(`size_${index}`) };
}
