import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import type { RunRecord } from '../run-record.ts';
import { runInfoColumns } from './run-info-columns.ts';

/**
 * The records of runs of the project, by id, in no order; ids of other projects are not found. One statement that
 * gathers the parts of a run as JSON: a run with thousands of metrics and params is one row.
 */
export async function runRecords(ctx: Ctx, ids: string[]): Promise<RunRecord[]> {
  return runStatement<RunRecord>(ctx.db, {
    name: 'run-records',
    text: `
      SELECT ${runInfoColumns},
        coalesce((
          SELECT json_agg(json_build_object('key', key, 'value', last, 'timestamp', last_at, 'step', last_step))
          FROM traza.metric_series WHERE run_id = r.id), '[]') AS metrics,
        coalesce((
          SELECT json_agg(json_build_object('key', key, 'value', value) ORDER BY key)
          FROM traza.param WHERE run_id = r.id), '[]') AS params,
        coalesce((
          SELECT json_agg(json_build_object('key', key, 'value', value) ORDER BY key)
          FROM traza.tag WHERE run_id = r.id), '[]') AS tags,
        coalesce((
          SELECT json_agg(json_build_object('tags', i.tags, 'dataset', json_build_object(
            'name', d.name, 'digest', d.digest, 'sourceType', d.source_type, 'source', d.source,
            'schema', d.schema, 'profile', d.profile)) ORDER BY i.created_at, i.place, d.id)
          FROM traza.logged_input i JOIN traza.logged_dataset d ON d.id = i.dataset_id
          WHERE i.run_id = r.id), '[]') AS datasets,
        coalesce((
          SELECT json_agg(model_id ORDER BY created_at, model_id)
          FROM traza.run_logged_model WHERE run_id = r.id AND direction = 'input'), '[]') AS "modelInputs",
        coalesce((
          SELECT json_agg(json_build_object('modelId', model_id, 'step', step) ORDER BY created_at, step, model_id)
          FROM traza.run_logged_model WHERE run_id = r.id AND direction = 'output'), '[]') AS "modelOutputs"
      FROM traza.run r LEFT JOIN traza.experiment e ON e.id = r.experiment_id
      WHERE r.id = ANY($1::text[]) AND (r.project_id = $2) IS TRUE`,
    values: [ids, ctx.project.id],
  });
}
