import { type Sql, sql } from '../../../db/sql.ts';

/**
 * Whether the run `p` is the parent below which the run `c` stands: one of the same experiment that is archived as it is. Two
 * runs that name each other, or one that names itself, stand beside all others: below each other nobody would find them. Rings of three or more are not looked for: such runs stand in no tree.
 */
export function isParent(p: Sql, c: Sql): Sql {
  return sql`${p}.id = ${c}.parent_run_id AND ${p}.experiment_id = ${c}.experiment_id
    AND (${p}.archived_at IS NULL) = (${c}.archived_at IS NULL) AND ${p}.parent_run_id IS DISTINCT FROM ${c}.id`;
}

/** Runs `r` right below one, or below none. */
export function placed(under: string | undefined): Sql {
  const hasParent = sql`EXISTS (SELECT FROM traza.run AS p WHERE ${isParent(sql`p`, sql`r`)})`;
  return under === undefined ? sql`NOT ${hasParent}` : sql`(r.parent_run_id = ${under}::text AND ${hasParent})`;
}
