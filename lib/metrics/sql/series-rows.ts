import type { ClientBase } from 'pg';

/** What reading the points of a series needs of its row. */
export interface SeriesRow {
  id: number;
  runId: string;
  key: string;
  count: number;
  hot: number;
}

/** The metrics of some runs of a project, all of them or those of some keys, by run and key. */
export async function seriesRows(
  client: ClientBase,
  { projectId, runIds, keys }: { projectId: string; runIds: readonly string[]; keys?: readonly string[] },
): Promise<SeriesRow[]> {
  const { rows } = await client.query<SeriesRow>({
    name: 'series-rows',
    text: `
      SELECT s.id::float8 AS id, s.run_id AS "runId", s.key, s.count::float8 AS count, s.hot
      FROM traza.run r JOIN traza.metric_series s ON s.run_id = r.id
      WHERE r.id = ANY($1::text[]) AND (r.project_id = $2) IS TRUE AND ($3::text[] IS NULL OR s.key = ANY($3::text[]))
      ORDER BY s.run_id, s.key`,
    values: [runIds, projectId, keys ?? null],
  });
  return rows;
}
