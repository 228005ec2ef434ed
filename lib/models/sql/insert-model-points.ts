import type { RunStatement } from '../../db/statement.ts';
import type { ModelPoint } from '../model-point.ts';

/**
 * Adds points that a run measured of logged models; those that are there already change nothing.
 * @returns ids of models that the project does not have: then nothing was written
 */
export async function insertModelPoints(
  run: RunStatement,
  { projectId, runId, points }: { projectId: string; runId: string; points: ModelPoint[] },
): Promise<string[]> {
  const rows = await run<{ missing: string }>({
    name: 'insert-model-points',
    text: `
      WITH given AS (
        SELECT * FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::float8[], $8::text[], $9::text[])
          AS g(model_id, key, step, at, value, dataset_name, dataset_digest)
      ), missing AS MATERIALIZED (
        SELECT DISTINCT model_id FROM given g
        WHERE NOT EXISTS (SELECT FROM traza.logged_model m WHERE m.id = g.model_id AND (m.project_id = $1) IS TRUE)
      ), added AS (
        INSERT INTO traza.logged_model_metric (model_id, run_id, key, step, at, value, dataset_name, dataset_digest)
        SELECT model_id, $2, key, step, at, value, dataset_name, dataset_digest FROM given
        WHERE NOT EXISTS (SELECT FROM missing)
        ORDER BY model_id, key, step, at, value
        ON CONFLICT DO NOTHING
      )
      SELECT model_id AS missing FROM missing`,
    values: [
      projectId,
      runId,
      points.map((point) => point.modelId),
      points.map((point) => point.key),
      points.map((point) => String(point.step)),
      points.map((point) => String(point.at)),
      points.map((point) => String(point.value)),
      points.map((point) => point.datasetName),
      points.map((point) => point.datasetDigest),
    ],
  });
  return rows.map((row) => row.missing);
}
