import { quoteName, quoteText } from '#lib/datasets/duckdb/sql-quote.ts';
import { DomainError } from '#lib/errors.ts';
import type { Task } from '#lib/queue/kinds/train.ts';
import { columnKind } from './column-kind.ts';
import type { FittedTarget } from './encoders.ts';
import type { Table } from './open-table.ts';
import { categorySql } from './prepare-features.ts';
import type { RawColumn } from './raw-columns.ts';

/** Code of a class that training never saw. */
export const unknownClass = -1;

/** How a target is read: class codes (binary: 0 and 1) or numbers, of the rows that have one. */
export interface PreparedLabels {
  column: RawColumn;
  /** SQL that holds for rows with a label. */
  labelled: string;
}

/** SQL of a rule, true for positive rows. */
export function ruleSql(column: string, rule: NonNullable<FittedTarget['rule']>): string {
  const value = typeof rule.value === 'string' ? quoteText(rule.value) : String(rule.value);
  return `${column} ${rule.op === '!=' ? '<>' : rule.op} ${value}`;
}

/** SQL that holds for rows whose target is known. */
export function labelledSql(name: string, type: string, task: Task, hasRule: boolean): string {
  const column = quoteName(name);
  if (task === 'regression' && columnKind(type) === 'text') return `isfinite(try_cast(${column} as double))`;
  const float = type === 'DOUBLE' || type === 'FLOAT';
  // NaN is how many tools write "missing" into a column of floats.
  return float && (task === 'regression' || hasRule)
    ? `(${column} is not null and isfinite(${column}))`
    : `${column} is not null`;
}

/**
 * Prepares the target of a model for reading from this table.
 * @throws DomainError UNPROCESSABLE when the table lacks the column
 */
export function prepareLabels({
  table,
  target,
  task,
}: {
  table: Table;
  target: FittedTarget;
  task: Task;
}): PreparedLabels {
  const type = table.columns.find((column) => column.name === target.column)?.type;
  if (type === undefined) {
    throw new DomainError('UNPROCESSABLE', `${table.name} has no column "${target.column}", which holds the target.`, {
      fields: [{ path: 'target.column', message: `"${target.column}" is not in ${table.name}` }],
      hint: `Its columns are ${table.columns.map((column) => column.name).join(', ')}.`,
    });
  }
  const name = quoteName(target.column);
  const labelled = labelledSql(target.column, type, task, target.rule !== undefined);
  if (task === 'regression') return { column: { sql: `${name}::double`, type: 'double' }, labelled };
  if (target.rule) return { column: { sql: `(${ruleSql(name, target.rule)})::integer`, type: 'integer' }, labelled };
  const text = categorySql(name, type, target);
  const cases = (target.classes ?? []).map((value, code) => `when ${quoteText(value)} then ${code}`).join(' ');
  return { column: { sql: `(case ${text} ${cases} else ${unknownClass} end)::integer`, type: 'integer' }, labelled };
}
