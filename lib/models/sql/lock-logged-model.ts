import type { Ctx } from '../../context.ts';
import type { DbTransaction } from '../../db/client.ts';

/** Holds a logged model of the project until the transaction ends: what is read of it then is what is written anew. */
export async function lockLoggedModel(ctx: Ctx & { db: DbTransaction }, modelId: string): Promise<void> {
  await ctx.db.$queryRaw`
    SELECT FROM traza.logged_model
    WHERE id = ${modelId} AND (project_id = ${ctx.project.id}) IS TRUE FOR NO KEY UPDATE`;
}
