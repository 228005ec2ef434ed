import { type Sql, sql, sqlJoin } from '../../db/sql.ts';
import { DomainError } from '../../errors.ts';
import { compareNumber, compareTime } from '../../filter/sql/compare-number.ts';
import { compareText } from '../../filter/sql/compare-text.ts';
import { compileFilter } from '../../filter/sql/compile-filter.ts';
import { testText } from '../../filter/test-text.ts';
import type { Filter, Term, Test } from '../../filter/tree.ts';
import { runColumns } from './run-columns.ts';
import { statesWhere } from './run-status-words.ts';

/** The parts that must all hold. */
function partsOf(filter: Filter): Filter[] {
  return filter.kind === 'all' ? filter.of.flatMap(partsOf) : [filter];
}

/** A guess at how many runs fit: those with one value of a text are fewer than those on one side of a number. */
function rarity(part: Filter): number {
  if (part.kind !== 'term') return 4;
  const { field, test } = part;
  if (test.kind === 'missing' || test.kind === 'present') return 3;
  if (test.operator === '!=' || test.operator === 'NOT IN') return 3;
  if (test.operator === '=' || test.operator === 'IN') return field.entity === 'any' ? 1 : 0;
  return test.kind === 'text' ? 1 : 2;
}

/** A filter cut in two that both must hold: what the id of a run is enough for, and what needs its row. */
export function splitByNeed(filter: Filter): { byId: Filter; byRow: Filter } {
  // What few runs fit is asked first, so that most runs are told by one look.
  const parts = partsOf(filter).toSorted((a, b) => rarity(a) - rarity(b));
  const needsRow = (part: Filter): boolean => {
    if (part.kind === 'term') return part.field.entity === 'attribute';
    return part.kind === 'not' ? needsRow(part.of) : part.of.some(needsRow);
  };
  return {
    byId: { kind: 'all', of: parts.filter((part) => !needsRow(part)) },
    byRow: { kind: 'all', of: parts.filter(needsRow) },
  };
}

/**
 * A filter as a condition on the run `r`, or, where it needs no row of a run, on its id alone. Each look into another table is a subquery that PostgreSQL may not turn into a
 * join (OFFSET 0): it is made for the few runs that the walk along an index comes by. Left to choose, the planner joined
 * all runs of the experiment first, 230 to 440 ms at 100,000 runs where the walk takes 2.
 */
export function runCondition(filter: Filter, runId: Sql = sql`r.id`): Sql {
  return compileFilter(filter, (term) => termCondition(term, runId));
}

function termCondition(term: Term, runId: Sql): Sql {
  const { field, test } = term;
  switch (field.entity) {
    case 'metric':
      return metricCondition(field.key, test, runId);
    case 'param':
    case 'tag':
      return textCondition(field.entity, field.key, test, runId);
    case 'dataset':
      return datasetCondition(field.key, test, runId);
    case 'any':
      return anyCondition(field.key, test, runId);
    case 'attribute':
      return attributeCondition(field.key, test);
    default:
      // Of traces alone: no text about runs names it.
      return sql`false`;
  }
}

function metricCondition(key: string, test: Test, runId: Sql): Sql {
  const found = (condition: Sql) =>
    sql`EXISTS (SELECT 1 FROM traza.metric_series m WHERE m.run_id = ${runId} AND m.key = ${key} AND ${condition} OFFSET 0)`;
  return test.kind === 'missing' ? sql`NOT ${found(sql`true`)}` : found(compareNumber(sql`m.last`, test));
}

// A text that reads as a number that surely fits a float64; others would be errors and not numbers.
const numeric = '^\\s*[-+]?(\\d{1,100}\\.?\\d{0,100}|\\.\\d{1,100})([eE][-+]?\\d{1,2})?\\s*$';

function textCondition(entity: 'param' | 'tag', key: string, test: Test, runId: Sql): Sql {
  const table = entity === 'param' ? sql`traza.param` : sql`traza.tag`;
  const found = (condition: Sql) =>
    sql`EXISTS (SELECT 1 FROM ${table} p WHERE p.run_id = ${runId} AND p.key = ${key} AND ${condition} OFFSET 0)`;
  if (test.kind === 'missing') return sql`NOT ${found(sql`true`)}`;
  if (test.kind !== 'number' && test.kind !== 'numbers') return found(compareText(sql`p.value`, test));
  return found(compareNumber(sql`CASE WHEN p.value ~ ${numeric}::text THEN p.value::float8 END`, test));
}

function anyCondition(key: string, test: Test, runId: Sql): Sql {
  const each = [
    metricCondition(key, test, runId),
    textCondition('param', key, test, runId),
    textCondition('tag', key, test, runId),
  ];
  return sql`(${sqlJoin(each, test.kind === 'missing' ? ' AND ' : ' OR ')})`;
}

/** The tag of an input that says what a dataset was used for. */
const contextTag = 'mlflow.data.context';

export const datasetColumns: Record<string, Sql> = {
  name: sql`d.name`,
  digest: sql`d.digest`,
  context: sql`(i.tags ->> ${contextTag}::text)`,
};

function datasetCondition(key: string, test: Test, runId: Sql): Sql {
  const column = datasetColumns[key];
  if (!column) throw unknownField(`dataset.${key}`);
  const found = (condition: Sql) => sql`EXISTS (
    SELECT 1 FROM traza.logged_input i JOIN traza.logged_dataset d ON d.id = i.dataset_id
    WHERE i.run_id = ${runId} AND ${column} IS NOT NULL AND ${condition} OFFSET 0)`;
  return test.kind === 'missing' ? sql`NOT ${found(sql`true`)}` : found(compareText(column, test));
}

function attributeCondition(key: string, test: Test): Sql {
  const column = runColumns[key];
  if (!column) throw unknownField(key);
  if (test.kind === 'missing') return sql`${column.sql} IS NULL`;
  if (test.kind === 'present') return sql`${column.sql} IS NOT NULL`;
  if (key === 'status') {
    return sql`r.status = ANY(${statesWhere((word) => testText(word, test))}::text[])`;
  }
  if (column.type === 'time') return compareTime(column.sql, test);
  return column.type === 'number' ? compareNumber(column.sql, test) : compareText(column.sql, test);
}

function unknownField(name: string): DomainError {
  return new DomainError('INVALID_INPUT', `Runs have no field ${name}.`);
}
