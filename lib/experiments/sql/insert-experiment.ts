import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';

export interface NewExperiment {
  name: string;
  description: string;
  primaryMetric: string | null;
  metricDirection: string | null;
  artifactLocation: string | null;
  tags: Record<string, string>;
}

/** Makes an experiment with its tags; undefined when the project has one of this name. */
export async function insertExperiment(ctx: Ctx, experiment: NewExperiment): Promise<number | undefined> {
  const [made] = await runStatement<{ id: number }>(ctx.db, {
    name: 'insert-experiment',
    text: `
      WITH made AS (
        INSERT INTO traza.experiment
          (project_id, name, description, primary_metric, metric_direction, artifact_location, created_at, updated_at)
        VALUES ($1, $2, $3, $4::text, $5::text, $6::text, $7::timestamptz, $7::timestamptz)
        ON CONFLICT (project_id, name) DO NOTHING
        RETURNING id
      ), tags AS (
        INSERT INTO traza.experiment_tag (experiment_id, key, value)
        SELECT made.id, t.key, t.value FROM made, unnest($8::text[], $9::text[]) AS t(key, value)
      )
      SELECT id FROM made`,
    values: [
      ctx.project.id,
      experiment.name,
      experiment.description,
      experiment.primaryMetric,
      experiment.metricDirection,
      experiment.artifactLocation,
      ctx.now().toISOString(),
      Object.keys(experiment.tags),
      Object.values(experiment.tags),
    ],
  });
  return made?.id;
}
