import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireModel } from './require-model.ts';
import type { ModelReference } from './schema.ts';

/** What a model version is shown and used with. */
export const modelVersionShape = {
  model: { select: { id: true, name: true } },
  aliases: { select: { alias: true }, orderBy: { alias: 'asc' } },
  tags: { select: { key: true, value: true }, orderBy: { key: 'asc' } },
  files: { orderBy: { path: 'asc' } },
} as const;

/**
 * A model version of this project with its frozen files, by id, number or alias; the newest where only the model is
 * named. @throws DomainError NOT_FOUND
 */
export async function requireModelVersion(ctx: Ctx, reference: ModelReference) {
  const projectId = ctx.project.id;
  if (reference.name === undefined) {
    const id = reference.id ?? '';
    const version = await ctx.db.modelVersion.findFirst({ where: { id, projectId }, include: modelVersionShape });
    if (version) return version;
    throw notFound(`Model version ${id.slice(0, 64)} does not exist in project ${ctx.project.slug}.`, 'id');
  }
  const model = await requireModel(ctx, reference.name);
  const { version: number, alias } = reference;
  const chosen = number !== undefined ? { number } : alias !== undefined ? { aliases: { some: { alias } } } : {};
  const version = await ctx.db.modelVersion.findFirst({
    where: { projectId, modelId: model.id, deletedAt: null, ...chosen },
    orderBy: { number: 'desc' },
    include: modelVersionShape,
  });
  if (version) return version;
  if (alias !== undefined) throw notFound(`Model ${model.name} has no alias "${alias.slice(0, 100)}".`, 'alias');
  if (number === undefined) throw notFound(`Model ${model.name} has no version yet.`, 'version');
  throw notFound(`Model Version (name=${model.name}, version=${number}) not found.`, 'version');
}

export type LoadedModelVersion = Awaited<ReturnType<typeof requireModelVersion>>;

function notFound(message: string, path: string): DomainError {
  return new DomainError('NOT_FOUND', message, {
    fields: [{ path, message: 'names no model version of this project' }],
    hint: 'GET /api/v1/models lists the models with their versions and aliases.',
  });
}
