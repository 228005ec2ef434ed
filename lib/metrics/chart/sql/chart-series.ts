import type { ClientBase, Pool } from 'pg';

/** A series of a chart. */
export interface ChartSeriesRow {
  id: number;
  runId: string;
  key: string;
  count: number;
  hot: number;
  lastStep: number;
  /** When its run began, or its first point was measured if that was earlier; milliseconds since 1970. */
  start: number;
}

/** The metrics of some keys of some runs of a project, by run and key. */
export async function chartSeries(
  on: Pool | ClientBase,
  { projectId, runIds, keys }: { projectId: string; runIds: readonly string[]; keys: readonly string[] },
): Promise<ChartSeriesRow[]> {
  const { rows } = await on.query<ChartSeriesRow>({
    name: 'chart-series',
    text: `
      SELECT s.id::float8 AS id, s.run_id AS "runId", s.key, s.count::float8 AS count, s.hot,
        s.last_step::float8 AS "lastStep",
        least(floor(extract(epoch FROM coalesce(r.started_at, r.created_at)) * 1000), s.first_at)::float8 AS start
      FROM traza.run r JOIN traza.metric_series s ON s.run_id = r.id
      WHERE r.id = ANY($1::text[]) AND (r.project_id = $2) IS TRUE AND s.key = ANY($3::text[]) AND s.count > 0
      ORDER BY s.run_id, s.key`,
    values: [runIds, projectId, keys],
  });
  return rows;
}
