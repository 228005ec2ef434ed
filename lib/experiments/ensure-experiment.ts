import type { Ctx } from '../context.ts';

export const defaultExperiment = 'Default';

/** The id of the project's experiment with this name, made when it is not there yet. Safe when several ask at once. */
export async function ensureExperiment(ctx: Ctx, name: string = defaultExperiment): Promise<number> {
  const where = { projectId_name: { projectId: ctx.project.id, name } };
  const found = await ctx.db.experiment.findUnique({ where, select: { id: true } });
  if (found) return found.id;
  await ctx.db.experiment.createMany({
    data: [{ projectId: ctx.project.id, name, isDefault: name === defaultExperiment, createdAt: ctx.now() }],
    skipDuplicates: true,
  });
  const made = await ctx.db.experiment.findUniqueOrThrow({ where, select: { id: true } });
  return made.id;
}
