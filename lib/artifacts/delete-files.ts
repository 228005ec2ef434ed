import type { Ctx } from '../context.ts';
import { artifactPath } from './artifact-path.ts';
import type { FileOwner } from './file-owner.ts';
import { noteChange } from './note-change.ts';
import { removeFiles } from './sql/remove-files.ts';

/**
 * Removes a file, or all files below a folder, of an owner that the caller may write into. Bytes that nothing else names
 * are collected later. Nothing there: nothing to do.
 * @throws DomainError INVALID_INPUT (path)
 */
export async function deleteFiles({
  ctx,
  input: { owner, path },
}: {
  ctx: Ctx;
  input: { owner: FileOwner; path: string };
}): Promise<{ removed: number }> {
  const removed = await removeFiles(ctx, owner, artifactPath(path));
  noteChange(ctx, owner);
  return { removed };
}
