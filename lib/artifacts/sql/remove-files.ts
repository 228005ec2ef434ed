import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { type FileOwner, ownerKinds } from '../file-owner.ts';
import { pathsBelow } from './paths-below.ts';

/** Removes the rows of a file and of all below it. @returns how many there were */
export async function removeFiles(ctx: Ctx, { kind, id }: FileOwner, path: string): Promise<number> {
  const { files, ownerId } = ownerKinds[kind];
  const { from, to } = pathsBelow(path);
  const [row] = await runStatement<{ removed: number }>(ctx.db, {
    name: `artifact-remove-${kind}`,
    text: `
      WITH gone AS (
        DELETE FROM ${files} WHERE ${ownerId} = $1 AND (path = $2 OR (path > $3 AND path < $4)) RETURNING 1)
      SELECT count(*)::int AS removed FROM gone`,
    values: [id, path, from, to],
  });
  return row?.removed ?? 0;
}
