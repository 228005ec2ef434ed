import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import type { ExperimentRecord } from '../experiment-record.ts';

/** The records of experiments of the project, in the order of `ids`. */
export async function experimentRecords(ctx: Ctx, ids: number[]): Promise<ExperimentRecord[]> {
  if (ids.length === 0) return [];
  const rows = await runStatement<ExperimentRecord & Record<string, unknown>>(ctx.db, {
    name: 'experiment-records',
    text: `
      SELECT e.id, e.name, e.is_default AS "isDefault", e.artifact_location AS "artifactLocation",
        e.archived_at IS NOT NULL AS archived,
        (extract(epoch FROM e.created_at) * 1000)::float8 AS "createdAt",
        (extract(epoch FROM e.updated_at) * 1000)::float8 AS "updatedAt",
        coalesce((
          SELECT json_agg(json_build_object('key', key, 'value', value) ORDER BY key)
          FROM traza.experiment_tag WHERE experiment_id = e.id), '[]') AS tags
      FROM traza.experiment e WHERE e.project_id = $1 AND e.id = ANY($2::int[])`,
    values: [ctx.project.id, ids],
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
