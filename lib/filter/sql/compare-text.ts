import { escapeLike } from '../../db/escape-like.ts';
import { type Sql, sql } from '../../db/sql.ts';
import type { Test } from '../tree.ts';

// PostgreSQL refuses a pattern that ends in the middle of an escape; it then means the backslash itself.
function likePattern(pattern: string): string {
  const backslashes = /\\*$/.exec(pattern)?.[0].length ?? 0;
  return backslashes % 2 === 1 ? `${pattern}\\` : pattern;
}

/** A test of a text column; where it is null, never true. A test of numbers never holds. */
export function compareText(column: Sql, test: Test): Sql {
  if (test.kind === 'texts') {
    return test.operator === 'IN'
      ? sql`${column} = ANY(${test.values}::text[])`
      : sql`${column} <> ALL(${test.values}::text[])`;
  }
  if (test.kind === 'present') return sql`${column} IS NOT NULL`;
  if (test.kind !== 'text') return sql`false`;
  switch (test.operator) {
    case '=':
      return sql`${column} = ${test.value}::text`;
    case '!=':
      return sql`${column} <> ${test.value}::text`;
    case 'LIKE':
      return sql`${column} LIKE ${likePattern(test.value)}::text`;
    case 'ILIKE':
      return sql`${column} ILIKE ${likePattern(test.value)}::text`;
    case 'CONTAINS':
      return sql`${column} ILIKE ${`%${escapeLike(test.value)}%`}::text`;
    case 'MATCHES':
      return sql`${column} ~ ${test.value}::text`;
  }
}
