import type { Ctx } from '../../context.ts';
import type { DbTransaction } from '../../db/client.ts';

/**
 * The id of a model of the project, held until the transaction ends: versions are numbered one by one.
 * @returns undefined where there is none of this name
 */
export async function lockModel(ctx: Ctx & { db: DbTransaction }, name: string): Promise<string | undefined> {
  const [row] = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM traza.model WHERE project_id = ${ctx.project.id} AND name = ${name} FOR NO KEY UPDATE`;
  return row?.id;
}
