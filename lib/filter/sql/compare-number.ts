import { type Sql, sql, sqlText } from '../../db/sql.ts';
import type { NumberOperator, Test } from '../tree.ts';

const operators: Record<NumberOperator, Sql> = {
  '=': sqlText('='),
  '!=': sqlText('<>'),
  '<': sqlText('<'),
  '<=': sqlText('<='),
  '>': sqlText('>'),
  '>=': sqlText('>='),
};

/** JavaScript's text of a float64, which PostgreSQL reads back as the same one. */
export function float(value: number): Sql {
  return sql`${Object.is(value, -0) ? '0' : String(value)}::float8`;
}

/**
 * A test of a float8 column; where it is null, never true. NaN differs from every number and is neither above nor below one, although
 * PostgreSQL sorts it above all. A test of texts never holds.
 */
export function compareNumber(column: Sql, test: Test): Sql {
  if (test.kind === 'numbers') {
    const values = test.values.map(String);
    return test.operator === 'IN'
      ? sql`${column} = ANY(${values}::text[]::float8[])`
      : sql`${column} <> ALL(${values}::text[]::float8[])`;
  }
  if (test.kind === 'present') return sql`${column} IS NOT NULL`;
  if (test.kind !== 'number') return sql`false`;
  const { operator, value } = test;
  const compared = sql`${column} ${operators[operator]} ${float(value)}`;
  if (operator === '=' || operator === '!=') return compared;
  if (Number.isNaN(value)) return sql`false`;
  return operator === '>' || operator === '>=' ? sql`(${compared} AND ${column} < 'NaN'::float8)` : compared;
}

// The years that a timestamp and a date of JavaScript can both name.
const earliest = -62_135_596_800_000;
const latest = 8_640_000_000_000_000;

/** Milliseconds since 1970 as PostgreSQL reads a moment; what lies beyond all moments becomes the first or the last. */
export function moment(ms: number): Sql {
  const within = Math.min(latest, Math.max(earliest, ms));
  return sql`${new Date(within).toISOString().replace(/^\+/, '')}::timestamptz`;
}

/** A test, in milliseconds since 1970, of a timestamp column of whole milliseconds; where it is null, never true. */
export function compareTime(column: Sql, test: Test): Sql {
  if (test.kind === 'numbers') {
    const each = test.values.map((value) => compareTime(column, { kind: 'number', operator: '=', value }));
    const among = each.reduce((all, one) => sql`${all} OR ${one}`, sql`false`);
    return test.operator === 'IN' ? sql`(${among})` : sql`(${column} IS NOT NULL AND NOT (${among}))`;
  }
  if (test.kind === 'present') return sql`${column} IS NOT NULL`;
  if (test.kind !== 'number') return sql`false`;
  const { operator, value } = test;
  if (operator === '=' || operator === '!=') {
    const isMoment = Number.isInteger(value) && value >= earliest && value <= latest;
    if (isMoment) return sql`${column} ${operators[operator]} ${moment(value)}`;
    return operator === '=' ? sql`false` : sql`${column} IS NOT NULL`;
  }
  if (Number.isNaN(value)) return sql`false`;
  // Between two milliseconds: above 5.5 is above 5, and at least 5.5 is at least 6.
  const whole = operator === '<' || operator === '>=' ? Math.ceil(value) : Math.floor(value);
  return sql`${column} ${operators[operator]} ${moment(whole)}`;
}
