import type { Ctx } from '../../context.ts';

/** Ids of the newest version of each stage of each model. */
export async function newestOfStages(ctx: Ctx, modelIds: string[]): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON (model_id, stage) id FROM traza.model_version
    WHERE model_id = ANY(${modelIds}::text[]) AND project_id = ${ctx.project.id} AND deleted_at IS NULL
    ORDER BY model_id, stage, number DESC`;
  return rows.map((row) => row.id);
}
