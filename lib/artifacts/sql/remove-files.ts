import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { type FileOwner, keyOf, ownerKinds } from '../file-owner.ts';
import { pathsBelow } from './paths-below.ts';

/** Removes the rows of a file and of all below it. @returns how many there were */
export async function removeFiles(ctx: Ctx, owner: FileOwner, path: string): Promise<number> {
  const { files, ownerId } = ownerKinds[owner.kind];
  const { from, to } = pathsBelow(path);
  const [row] = await runStatement<{ removed: number }>(ctx.db, {
    name: `artifact-remove-${owner.kind}`,
    text: `
      WITH gone AS (
        DELETE FROM ${files} WHERE ${ownerId} = $1 AND (path = $2 OR (path > $3 AND path < $4)) RETURNING 1)
      SELECT count(*)::int AS removed FROM gone`,
    values: [keyOf(owner), path, from, to],
  });
  return row?.removed ?? 0;
}
