import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { type FileOwner, keyOf, ownerKinds } from '../file-owner.ts';

export type StoredFile = {
  path: string;
  digest: string;
  /** Bytes. */
  size: number;
  mime: string;
  deterministic: boolean;
  /** Milliseconds since 1970. */
  createdAt: number;
};

/** The columns of a StoredFile; only runs say that their files are deterministic. */
export function fileColumns(kind: FileOwner['kind']): string {
  return `path, digest, size::float8 AS size, mime, ${kind === 'run' ? 'deterministic' : 'false AS deterministic'},
          (extract(epoch FROM created_at) * 1000)::float8 AS "createdAt"`;
}

export async function findFile(ctx: Ctx, owner: FileOwner, path: string): Promise<StoredFile | undefined> {
  const { files, ownerId } = ownerKinds[owner.kind];
  const [row] = await runStatement<StoredFile>(ctx.db, {
    name: `artifact-find-${owner.kind}`,
    text: `SELECT ${fileColumns(owner.kind)} FROM ${files} WHERE ${ownerId} = $1 AND path = $2`,
    values: [keyOf(owner), path],
  });
  return row;
}
