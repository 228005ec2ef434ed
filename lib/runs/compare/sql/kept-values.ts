import type { Ctx } from '../../../context.ts';
import { runStatement } from '../../../db/statement.ts';
import type { KeptSection } from './kept-keys.ts';

const cutText = `CASE WHEN octet_length(one.value) <= $3 OR char_length(one.value) <= $3 THEN to_json(one.value)
  ELSE json_build_object('text', left(one.value, $3), 'length', char_length(one.value), 'hash', md5(one.value)) END`;
// JSON has no NaN and no infinities.
const wire = (figure: string) =>
  `CASE WHEN one.${figure} - one.${figure} = 0 THEN to_json(one.${figure}) ELSE to_json(one.${figure}::text) END`;

const tables = {
  params: { table: 'param', key: 'key', value: cutText },
  tags: { table: 'tag', key: 'key', value: cutText },
  metrics: {
    table: 'metric_series',
    key: 'key',
    value: `json_build_object('last', ${wire('last')}, 'min', ${wire('min')}, 'max', ${wire('max')})`,
  },
  artifacts: {
    table: 'artifact',
    key: 'path',
    value: `json_build_object('digest', one.digest, 'size', one.size, 'mime', one.mime)`,
  },
} as const satisfies Record<KeptSection, { table: string; key: string; value: string }>;

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
  return runStatement<KeptValues>(ctx.db, {
    name: `compare-values-${section}`,
    text: `
      SELECT one.${key} AS key, json_agg(run.place - 1) AS places, json_agg((${value})::text) AS values
      FROM unnest($1::text[]) WITH ORDINALITY AS run(id, place)
      JOIN traza.${table} one ON one.run_id = run.id AND one.${key} = ANY($2::text[])
      WHERE $3::int > 0
      GROUP BY one.${key}`,
    values: [runIds, keys, letters],
  });
}
