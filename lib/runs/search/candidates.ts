import { type Sql, sql, sqlText } from '../../db/sql.ts';
import { compareNumber } from '../../filter/sql/compare-number.ts';
import { compareText } from '../../filter/sql/compare-text.ts';
import { testText } from '../../filter/test-text.ts';
import type { Term, Test } from '../../filter/tree.ts';
import { statesWhere } from './run-status-words.ts';

/** The ids of the runs that may fit one comparison, found without an order. */
export interface Candidates {
  /** SELECT run_id ... of all the experiments. */
  select: (experiments: Sql) => Sql;
  /** A run may come more than once. */
  repeats?: boolean;
  /** Every run that has the field is looked at to find them. */
  scans: boolean;
}

/** The same in SQL, as the indexes have it. */
export const headSql = (value: Sql): Sql => sql`(left(${value}, ${sqlText(String(headLetters))}) COLLATE "C")`;

function equals(test: Test): string[] | undefined {
  if (test.kind === 'text' && test.operator === '=') return [test.value];
  return test.kind === 'texts' && test.operator === 'IN' && test.values.length <= 100 ? test.values : undefined;
}

/** The candidates of one comparison, or undefined where only a look at each run can tell. */
export function candidatesOf(term: Term, projectId: string): Candidates | undefined {
  const { field, test } = term;
  switch (field.entity) {
    case 'param':
    case 'tag':
      return textCandidates(sqlText(field.entity === 'param' ? 'traza.param' : 'traza.tag'), field.key, test);
    case 'metric':
      if (test.kind !== 'number' || test.operator === '!=') return undefined;
      return {
        scans: false,
        select: (experiments) => sql`SELECT c.run_id FROM traza.metric_series c
          WHERE c.experiment_id = ANY(${experiments}) AND c.key = ${field.key} AND ${compareNumber(sql`c.last`, test)}`,
      };
    case 'dataset': {
      if (field.key === 'context' || !equals(test)) return undefined;
      const column = field.key === 'name' ? sql`d.name` : sql`d.digest`;
      return {
        scans: false,
        repeats: true,
        select: (experiments) => sql`SELECT i.run_id FROM traza.logged_dataset d
          JOIN traza.logged_input i ON i.dataset_id = d.id
          WHERE d.experiment_id = ANY(${experiments}) AND ${compareText(column, test)}`,
      };
    }
    case 'attribute':
      return attributeCandidates(field.key, test, projectId);
    default:
      return undefined;
  }
}

function textCandidates(table: Sql, key: string, test: Test): Candidates | undefined {
  const values = equals(test);
  // A regular expression may take for ever: it is looked at run by run, in a statement that is given up in time.
  if (!values && (test.kind !== 'text' || test.operator === 'MATCHES')) return undefined;
  const condition = values
    ? sql`${headSql(sql`c.value`)} = ANY(${values.map(headOf)}::text[]) AND c.value = ANY(${values}::text[])`
    : compareText(sql`c.value`, test);
  return {
    scans: !values,
    select: (experiments) =>
      sql`SELECT c.run_id FROM ${table} c WHERE c.experiment_id = ANY(${experiments}) AND c.key = ${key} AND ${condition}`,
  };
}

function attributeCandidates(key: string, test: Test, projectId: string): Candidates | undefined {
  const values = equals(test);
  if (key === 'run_id' && (values || (test.kind === 'texts' && test.operator === 'IN'))) {
    return {
      scans: false,
      select: () => sql`SELECT c.id AS run_id FROM traza.run c WHERE ${compareText(sql`c.id`, test)}`,
    };
  }
  if (key === 'run_name' && values) {
    return {
      scans: false,
      select: (experiments) => sql`SELECT c.id AS run_id FROM traza.run c WHERE c.experiment_id = ANY(${experiments})
        AND ${headSql(sql`c.name`)} = ANY(${values.map(headOf)}::text[]) AND c.name = ANY(${values}::text[])`,
    };
  }
  if (key === 'status' || key === 'state') {
    const states = key === 'status' ? statesWhere((word) => testText(word, test)) : values;
    if (!states) return undefined;
    return {
      scans: false,
      select: () => sql`SELECT c.id AS run_id FROM traza.run c
        WHERE c.project_id = ${projectId} AND c.status = ANY(${states}::text[])`,
    };
  }
  return undefined;
}

/** Letters of a text that its index holds. */
export const headLetters = 64;

/** The beginning of a text as its index holds it. */
export function headOf(value: string): string {
  // Letters outside the first plane are two units of JavaScript and one letter of PostgreSQL.
  return value.length <= headLetters
    ? value
    : Array.from(value.slice(0, 2 * headLetters))
        .slice(0, headLetters)
        .join('');
}
