import type { Ctx } from '../context.ts';
import { latestVersions } from './latest-versions.ts';
import { registryModelShape } from './registry-shape.ts';
import { requireModel } from './require-model.ts';

/** A registered model or prompt with tags, aliases and the newest version of each stage. @throws DomainError NOT_FOUND */
export async function getRegisteredModel({ ctx, input }: { ctx: Ctx; input: { name: string } }) {
  const { id } = await requireModel(ctx, input.name);
  const [model, latest] = await Promise.all([
    ctx.db.model.findUniqueOrThrow({ where: { id }, include: registryModelShape }),
    latestVersions(ctx, [id]),
  ]);
  return { model, latest };
}
