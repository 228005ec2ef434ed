import type { Ctx } from '../context.ts';
import { runStatement } from '../db/statement.ts';

/** The experiments of the project among `ids`, archived ones too; 0 is its `Default`. Others are left out. */
export async function resolveExperiments(ctx: Ctx, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await runStatement<{ id: number }>(ctx.db, {
    name: 'resolve-experiments',
    text: `
      SELECT id FROM traza.experiment
      WHERE project_id = $1 AND (id = ANY($2::int[]) OR (is_default AND $3::boolean)) ORDER BY id`,
    values: [ctx.project.id, ids, ids.includes(0)],
  });
  return rows.map((row) => row.id);
}
