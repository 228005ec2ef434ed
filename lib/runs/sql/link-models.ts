import type { RunStatement } from '../../db/statement.ts';

/**
 * Links a run with logged models of its project; the last step told of a model stands.
 * @returns the ids that the project has
 */
export async function linkModels(
  run: RunStatement,
  args: {
    runId: string;
    projectId: string;
    direction: 'input' | 'output';
    models: { modelId: string; step: number }[];
    now: string;
  },
): Promise<string[]> {
  const linked = await run<{ modelId: string }>({
    name: 'link-models',
    text: `
      INSERT INTO traza.run_logged_model (run_id, model_id, direction, step, created_at)
      SELECT $1, m.id, $3, t.step, $4::timestamptz
      FROM unnest($5::text[], $6::bigint[]) AS t(id, step)
      JOIN traza.logged_model m ON m.id = t.id AND (m.project_id = $2) IS TRUE AND m.deleted_at IS NULL
      ON CONFLICT (run_id, model_id, direction) DO UPDATE SET step = excluded.step
      RETURNING model_id AS "modelId"`,
    values: [
      args.runId,
      args.projectId,
      args.direction,
      args.now,
      args.models.map((one) => one.modelId),
      args.models.map((one) => one.step),
    ],
  });
  return linked.map((one) => one.modelId);
}
