import type { Ctx } from '../../../context.ts';
import { runSql, type Sql, sql, sqlText } from '../../../db/sql.ts';
import type { KeptSection } from './kept-keys.ts';

/** A text, or its beginning with what tells it from others that begin alike. */
function cutText(letters: number): Sql {
  return sql`CASE WHEN octet_length(one.value) <= ${letters}::int OR char_length(one.value) <= ${letters}::int
    THEN to_json(one.value) ELSE json_build_object('text', left(one.value, ${letters}::int),
      'length', char_length(one.value), 'hash', md5(one.value)) END`;
}

// JSON has no NaN and no infinities.
const wire = (figure: string) =>
  `CASE WHEN one.${figure} - one.${figure} = 0 THEN to_json(one.${figure}) ELSE to_json(one.${figure}::text) END`;

const tables = {
  params: { table: 'param', key: 'key', value: cutText },
  tags: { table: 'tag', key: 'key', value: cutText },
  metrics: {
    table: 'metric_series',
    key: 'key',
    value: () => sqlText(`json_build_object('last', ${wire('last')}, 'min', ${wire('min')}, 'max', ${wire('max')})`),
  },
  artifacts: {
    table: 'artifact',
    key: 'path',
    value: () => sqlText(`json_build_object('digest', one.digest, 'size', one.size, 'mime', one.mime)`),
  },
} as const satisfies Record<KeptSection, { table: string; key: string; value: (letters: number) => Sql }>;

export interface KeptValues {
  [column: string]: unknown;
  key: string;
  /** Places of runs in the list that was given, and their values as JSON texts in the same order. */
  places: number[];
  values: string[];
}

/** What some runs (of the project) have under some keys. @param letters texts with more of them come cut */
export function keptValues(
  ctx: Ctx,
  section: KeptSection,
  { runIds, keys, letters }: { runIds: readonly string[]; keys: readonly string[]; letters: number },
): Promise<KeptValues[]> {
  const { table, key, value } = tables[section];
  const name = sqlText(key);
  return runSql<KeptValues>(
    ctx.db,
    sql`
      SELECT one.${name} AS key, json_agg(run.place - 1) AS places, json_agg((${value(letters)})::text) AS values
      FROM unnest(${runIds}::text[]) WITH ORDINALITY AS run(id, place)
      JOIN ${sqlText(`traza.${table}`)} one ON one.run_id = run.id AND one.${name} = ANY(${keys}::text[])
      GROUP BY one.${name}`,
  );
}
