import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { idPattern } from '../ids.ts';

/** Finds a dataset of this project by its name or its id; where one is named like the id of another, the name wins. */
export async function findDatasetId(ctx: Ctx, key: string): Promise<string | null> {
  const named = idPattern.test(key) ? { OR: [{ name: key }, { id: key }] } : { name: key };
  const found = await ctx.db.dataset.findMany({
    where: { projectId: ctx.project.id, ...named },
    select: { id: true, name: true },
  });
  return (found.find((dataset) => dataset.name === key) ?? found[0])?.id ?? null;
}

/** The id of a dataset of this project. @throws DomainError NOT_FOUND, for datasets of other projects too */
export async function requireDatasetId(ctx: Ctx, key: string): Promise<string> {
  const id = await findDatasetId(ctx, key);
  if (id === null) throw datasetNotFound(ctx, key);
  return id;
}

/** The same words wherever a dataset is looked for. */
export function datasetNotFound(ctx: Pick<Ctx, 'project'>, name: string): DomainError {
  return new DomainError('NOT_FOUND', `There is no dataset "${name.slice(0, 100)}" in project ${ctx.project.slug}.`, {
    fields: [{ path: 'name', message: 'names no dataset of this project' }],
    hint: 'GET /api/v1/datasets lists the datasets of this project.',
  });
}
