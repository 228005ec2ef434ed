import type { RunStatement } from '../../db/statement.ts';
import type { ToldFacts } from '../../recipes/client-recipe.ts';
import { codeTags } from '../../tags/known-tags.ts';

/** What a client told of a run, for its recipe. The transaction holds the run's row, so that it is all of one moment. */
export async function toldFacts(run: RunStatement, runId: string): Promise<ToldFacts> {
  const [row] = await run<ToldFacts & Record<string, unknown>>({
    name: 'told-facts',
    text: `
      SELECT
        coalesce((SELECT json_object_agg(key, value) FROM traza.param WHERE run_id = $1), '{}') AS params,
        coalesce((
          SELECT json_object_agg(key, value) FROM traza.tag WHERE run_id = $1 AND key = ANY($2::text[])), '{}') AS tags,
        coalesce((
          SELECT json_agg(json_build_object('role', coalesce(i.tags ->> 'mlflow.data.context', ''),
            'name', d.name, 'digest', d.digest, 'sourceType', d.source_type))
          FROM traza.logged_input i JOIN traza.logged_dataset d ON d.id = i.dataset_id WHERE i.run_id = $1), '[]') AS datasets,
        coalesce((
          SELECT json_agg(model_id) FROM traza.run_logged_model WHERE run_id = $1 AND direction = 'input'), '[]') AS models,
        coalesce((
          SELECT json_agg(f.digest)
          FROM traza.run_logged_model m JOIN traza.logged_model_file f ON f.model_id = m.model_id
          WHERE m.run_id = $1 AND m.direction = 'output' AND f.path = 'requirements.txt'), '[]') AS requirements`,
    values: [runId, Object.values(codeTags)],
  });
  if (!row) throw new Error('A SELECT without FROM gives one row.');
  return row;
}
