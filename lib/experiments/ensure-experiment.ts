import type { Ctx } from '../context.ts';

export const defaultExperiment = 'Default';

/**
 * The id of the project's experiment with this name, made when it is not there yet; of its default experiment, whatever
 * that is called by now, when no name is given. Safe when several ask at once.
 * @param ranking of one that is made; one that is there keeps its own
 */
export async function ensureExperiment(
  ctx: Ctx,
  name?: string,
  ranking: { primaryMetric?: string; metricDirection?: 'max' | 'min' } = {},
): Promise<number> {
  const projectId = ctx.project.id;
  const where = name === undefined ? { projectId, isDefault: true } : { projectId, name };
  const found = await ctx.db.experiment.findFirst({ where, select: { id: true } });
  if (found) return found.id;
  const data = { projectId, name: name ?? defaultExperiment, createdAt: ctx.now(), updatedAt: ctx.now(), ...ranking };
  await ctx.db.experiment.createMany({
    data: [{ ...data, isDefault: data.name === defaultExperiment }],
    skipDuplicates: true,
  });
  const made = await ctx.db.experiment.findFirstOrThrow({ where, select: { id: true } });
  return made.id;
}
