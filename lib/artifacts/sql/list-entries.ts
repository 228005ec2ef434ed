import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { type FileOwner, keyOf, ownerKinds } from '../file-owner.ts';
import { fileColumns, type StoredFile } from './find-file.ts';
import { pathsBelow } from './paths-below.ts';

export type FolderRow = {
  name: string;
  /** Bytes and files of all that lies below it. */
  size: number;
  files: number;
};

function where(owner: FileOwner, folder: string) {
  const { files, ownerId } = ownerKinds[owner.kind];
  const { from, to, start } = pathsBelow(folder);
  return {
    text: `FROM ${files} WHERE ${ownerId} = $1 AND path > $2 AND path < $3`,
    values: [keyOf(owner), from, to, start],
  };
}

/** The files that lie directly in a folder ('' for the root), in path order. */
export async function filesIn(ctx: Ctx, owner: FileOwner, folder: string): Promise<StoredFile[]> {
  const { text, values } = where(owner, folder);
  return runStatement<StoredFile>(ctx.db, {
    name: `artifact-files-in-${owner.kind}`,
    text: `SELECT ${fileColumns(owner.kind)} ${text} AND position('/' IN substr(path, $4::int)) = 0 ORDER BY path`,
    values,
  });
}

/** The folders that lie directly in a folder. */
export async function foldersIn(ctx: Ctx, owner: FileOwner, folder: string): Promise<FolderRow[]> {
  const { text, values } = where(owner, folder);
  return runStatement<FolderRow>(ctx.db, {
    name: `artifact-folders-in-${owner.kind}`,
    text: `
      SELECT split_part(substr(path, $4::int), '/', 1) AS name, sum(size)::float8 AS size, count(*)::int AS files
      ${text} AND position('/' IN substr(path, $4::int)) > 0 GROUP BY 1 ORDER BY 1`,
    values,
  });
}
