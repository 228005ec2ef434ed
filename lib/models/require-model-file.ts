import { artifactPath } from '../artifacts/artifact-path.ts';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireRegistryVersion } from './require-registry-version.ts';

/**
 * One file of a version of a registered model.
 * @param input.path relative to the model's folder
 * @throws DomainError NOT_FOUND (model, version or file), INVALID_INPUT (path)
 */
export async function requireModelFile(ctx: Ctx, input: { name: string; number: number; path: string }) {
  const path = artifactPath(input.path);
  const { id: versionId } = await requireRegistryVersion(ctx, input.name, input.number);
  const file = await ctx.db.modelFile.findUnique({ where: { versionId_path: { versionId, path } } });
  if (file) return file;
  throw new DomainError('NOT_FOUND', `Version ${input.number} of model ${input.name} has no file ${path}.`, {
    fields: [{ path: 'path', message: 'names no file of this version' }],
  });
}
