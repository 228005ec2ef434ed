import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { type FileOwner, keyOf, ownerKinds } from '../file-owner.ts';
import { fileColumns, type StoredFile } from './find-file.ts';
import { pathsBelow } from './paths-below.ts';

/** All files below a folder ('' for all), in path order. */
export async function listFiles(ctx: Ctx, owner: FileOwner, folder: string): Promise<StoredFile[]> {
  const { files, ownerId } = ownerKinds[owner.kind];
  const { from, to } = pathsBelow(folder);
  return runStatement<StoredFile>(ctx.db, {
    name: `artifact-list-${owner.kind}`,
    text: `SELECT ${fileColumns(owner.kind)} FROM ${files} WHERE ${ownerId} = $1 AND path > $2 AND path < $3 ORDER BY path`,
    values: [keyOf(owner), from, to],
  });
}
