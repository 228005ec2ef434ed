import { statementPool } from '../../db/client.ts';
import type { KeyPoints } from '../../metrics/split-by-key.ts';
import { newSeries, newSeriesArrays } from '../../metrics/sql/open-series.ts';

export interface NewBatch {
  projectId: string;
  runId: string;
  params: [key: string, value: string][];
  tags: [key: string, value: string][];
  /** By key, each once. */
  points: readonly KeyPoints[];
}

const series = newSeries(7);

const text = `
  WITH run AS MATERIALIZED (
    SELECT id, experiment_id FROM traza.run
    WHERE id = $1 AND (project_id = $2) IS TRUE AND kind = 'external' AND archived_at IS NULL
      AND status IN ('queued', 'running')
    FOR NO KEY UPDATE
  ), ${series.given}, fresh AS MATERIALIZED (
    SELECT id, experiment_id FROM run
    WHERE NOT EXISTS (SELECT FROM given g JOIN traza.metric_series s ON s.run_id = $1 AND s.key = g.key)
      AND NOT EXISTS (SELECT FROM traza.param WHERE run_id = $1 AND key = ANY($3::text[]))
  ), params AS (
    INSERT INTO traza.param (run_id, experiment_id, key, value)
    SELECT fresh.id, fresh.experiment_id, t.key, t.value FROM fresh, unnest($3::text[], $4::text[]) AS t(key, value)
  ), tags AS (
    INSERT INTO traza.tag (run_id, experiment_id, key, value)
    SELECT fresh.id, fresh.experiment_id, t.key, t.value FROM fresh, unnest($5::text[], $6::text[]) AS t(key, value)
    ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value
  ), ${series.made({ source: 'fresh', where: 'true', attempt: '0' })}
  SELECT made.key, made.id::float8 AS id FROM fresh LEFT JOIN made ON true`;

/**
 * Writes params, tags and points of a run that a client logs and that goes on, in one statement of its own, where the
 * run has none of these params and metrics yet: what a run logs first, mostly. It holds the run's row, as all who write
 * params do.
 * @returns the series it made; undefined where something is in its way, and nothing was written
 * @throws DatabaseError 23505 when somebody else wrote one of them at the same moment; nothing was written
 */
export async function insertBatch(batch: NewBatch): Promise<{ key: string; id: number }[] | undefined> {
  const { rows } = await statementPool().query<{ key: string | null; id: number | null }>({
    name: 'insert-batch',
    text,
    values: [
      batch.runId,
      batch.projectId,
      batch.params.map(([key]) => key),
      batch.params.map(([, value]) => value),
      batch.tags.map(([key]) => key),
      batch.tags.map(([, value]) => value),
      ...newSeriesArrays(batch.points),
    ],
  });
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ key, id }) => (key === null || id === null ? [] : [{ key, id }]));
}
