import type { Ctx } from '../context.ts';
import { artifactFolder } from './artifact-path.ts';
import type { FileOwner } from './file-owner.ts';
import type { ArtifactEntry } from './schema.ts';
import { serializeArtifact } from './serialize-artifact.ts';
import { filesIn, foldersIn } from './sql/list-entries.ts';

/**
 * What lies directly in one folder of an owner whose access was checked: folders first, each with its size, then files.
 * A file and a folder that is not there hold nothing.
 * @throws DomainError INVALID_INPUT
 */
export async function listFolder({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { owner: FileOwner; folder?: string | undefined };
}): Promise<ArtifactEntry[]> {
  const folder = artifactFolder(input.folder ?? '', 'folder');
  const prefix = folder === '' ? '' : `${folder}/`;
  const [folders, files] = [await foldersIn(ctx, input.owner, folder), await filesIn(ctx, input.owner, folder)];
  return [
    ...folders.map((row) => ({ type: 'folder' as const, path: prefix + row.name, ...row })),
    ...files.map((row) => ({ type: 'file' as const, name: row.path.slice(prefix.length), ...serializeArtifact(row) })),
  ];
}
