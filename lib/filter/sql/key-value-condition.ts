import { type Sql, sql } from '../../db/sql.ts';
import type { Test } from '../tree.ts';
import { compareText } from './compare-text.ts';

/** A test of the value that a thing has under a key, in a table of keys and values. What has no such key fits only `missing`. */
export function keyValueCondition(of: { table: Sql; owner: Sql; id: Sql; key: string; test: Test }): Sql {
  const found = (condition: Sql) =>
    sql`EXISTS (SELECT 1 FROM ${of.table} kv WHERE kv.${of.owner} = ${of.id} AND kv.key = ${of.key} AND ${condition})`;
  if (of.test.kind === 'missing') return sql`NOT ${found(sql`true`)}`;
  return found(compareText(sql`kv.value`, of.test));
}
