import type { Ctx } from '../../../context.ts';
import { noSql, runSql, sql, sqlText } from '../../../db/sql.ts';

/** Sections whose rows are kept one by one for each run. */
export type KeptSection = 'params' | 'metrics' | 'tags' | 'artifacts';

const tables = {
  params: { table: 'param', key: 'key', same: 'one.value = base.value' },
  tags: { table: 'tag', key: 'key', same: 'one.value = base.value' },
  metrics: {
    table: 'metric_series',
    key: 'key',
    same: 'one.last = base.last AND one.min IS NOT DISTINCT FROM base.min AND one.max IS NOT DISTINCT FROM base.max',
  },
  artifacts: { table: 'artifact', key: 'path', same: 'one.digest = base.digest' },
} as const satisfies Record<KeptSection, { table: string; key: string; same: string }>;

/** Keys that are looked at; whoever has more than these searches for one. */
export const mostKeys = 20_000;

export interface KeptKey {
  [column: string]: unknown;
  key: string;
  differs: boolean;
}

/**
 * The keys of some runs (their ids are those of runs of the project), and whether they differ in each: against the first
 * run, with which all others are equal or one is not. One key more than `mostKeys` where there are more. Planned for the ids
 * that are given: of 500 runs with 2,000 params each it reads the million rows as they lie, in 0.2 s; a plan for any ids
 * looks for each by itself, and takes four times as long.
 * @param without keys that are left out
 */
export function keptKeys(
  ctx: Ctx,
  section: KeptSection,
  runIds: readonly string[],
  { text, without }: { text: string | undefined; without: readonly string[] },
): Promise<KeptKey[]> {
  const { table, key, same } = tables[section];
  const name = sqlText(key);
  const from = sqlText(`traza.${table}`);
  const fits = text ? sql`AND strpos(lower(one.${name}), lower(${text}::text)) > 0` : noSql;
  const wanted = without.length > 0 ? sql`AND one.${name} <> ALL(${without}::text[])` : noSql;
  return runSql<KeptKey>(
    ctx.db,
    sql`
      SELECT one.${name} AS key,
        (count(*) < ${runIds.length}::int OR NOT coalesce(bool_and(${sqlText(same)}), false)) AS differs
      FROM ${from} one
      LEFT JOIN ${from} base ON base.run_id = ${runIds[0]}::text AND base.${name} = one.${name}
      WHERE one.run_id = ANY(${runIds}::text[]) ${fits} ${wanted}
      GROUP BY one.${name} ORDER BY one.${name} COLLATE "C" LIMIT ${sqlText(String(mostKeys + 1))}`,
  );
}
