import { type Sql, sql, sqlJoin, sqlText } from '../../../db/sql.ts';
import { figureSql, type MetricColumn } from '../../table/sort-columns.ts';

// Columns come as bytes, one row for each key: 200,000 rows of 10,000 runs would take the driver longer than PostgreSQL.
// Aggregates of one SELECT see its rows in one order, so that places and values stand beside each other.

const placesSql = sqlText(`string_agg(int4send(i.place::int4), ''::bytea) AS places`);
const runsSql = (ids: readonly string[]) => sql`unnest(${ids}::text[]) WITH ORDINALITY AS i(id, place)`;

/** For one key of metrics: `places` (int4, from 1, in the list of ids) and float8 of each figure, big-endian. */
export interface MetricRow {
  [figure: string]: unknown;
  key: string;
  places: Uint8Array;
}

/** Figures of metrics of the runs with these ids. NaN where a figure is of a series that is all NaN. */
export function metricColumns(ids: readonly string[], keys: string[], figures: MetricColumn['figure'][]): Sql {
  const values = figures.map(
    (figure) =>
      sql`string_agg(float8send(coalesce(${figureSql('m', figure)}, 'NaN'::float8)), ''::bytea) AS ${sqlText(`"${figure}"`)}`,
  );
  return sql`SELECT m.key, ${placesSql}, ${sqlJoin(values, ', ')} FROM ${runsSql(ids)}
    JOIN traza.metric_series m ON m.run_id = i.id AND m.key = ANY(${keys}::text[]) GROUP BY m.key`;
}

export interface TextRow {
  [column: string]: unknown;
  key: string;
  places: Uint8Array;
  /** A JSON list. */
  texts: string;
}

/** Params or tags of the runs with these ids, long ones cut. */
export function textColumns(table: 'param' | 'tag', ids: readonly string[], keys: string[], letters: number): Sql {
  return sql`SELECT t.key, ${placesSql}, json_agg(left(t.value, ${letters}::int))::text AS texts FROM ${runsSql(ids)}
    JOIN ${sqlText(`traza.${table}`)} AS t ON t.run_id = i.id AND t.key = ANY(${keys}::text[]) GROUP BY t.key`;
}

/** One run, as a row of its own: its name and its attributes as texts and float8. */
export type RunRow = Record<string, string | number | null>;

const ms = (column: string) => `(extract(epoch FROM r.${column}) * 1000)::float8`;

const attributeSql = {
  id: 'r.id',
  name: `left(r.name, 200)`,
  status: 'r.status',
  kind: 'r.kind',
  user: 'r.user_name',
  actor: 'r.actor',
  parent: 'r.parent_run_id',
  created: ms('created_at'),
  started: ms('started_at'),
  ended: ms('ended_at'),
  duration: `extract(epoch FROM r.ended_at - coalesce(r.started_at, r.created_at))::float8`,
} as const;

/** The runs of the project with these ids: `id`, `name` and the attributes. */
export function runColumns(
  projectId: string,
  ids: readonly string[],
  attributes: readonly (keyof typeof attributeSql)[],
): Sql {
  const selected = [...new Set(['id', 'name', ...attributes] as const)].map(
    (key) => `${attributeSql[key]} AS "${key}"`,
  );
  return sql`SELECT ${sqlText(selected.join(', '))} FROM traza.run r
    WHERE r.id = ANY(${ids}::text[]) AND (r.project_id = ${projectId}) IS TRUE`;
}
