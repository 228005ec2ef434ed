import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { artifactPath } from './artifact-path.ts';
import { type FileOwner, ownerKinds } from './file-owner.ts';
import { findFile, type StoredFile } from './sql/find-file.ts';
import { findClash } from './sql/write-file.ts';

/**
 * One file of an owner whose access was checked.
 * @throws DomainError INVALID_INPUT (path, or it is a folder), NOT_FOUND
 */
export async function requireFile(ctx: Ctx, owner: FileOwner, path: string): Promise<StoredFile> {
  artifactPath(path);
  const file = await findFile(ctx, owner, path);
  if (file) return file;
  const { word } = ownerKinds[owner.kind];
  const below = await findClash(ctx, owner, path);
  if (below?.startsWith(`${path}/`)) {
    throw new DomainError('INVALID_INPUT', `Artifact path refers to a directory, not a file: '${path}'`, {
      fields: [{ path: 'path', message: 'is a folder' }],
    });
  }
  throw new DomainError('NOT_FOUND', `The ${word} ${owner.id} has no file ${path}.`, {
    fields: [{ path: 'path', message: `names no file of this ${word}` }],
  });
}
