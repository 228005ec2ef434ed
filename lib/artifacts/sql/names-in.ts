import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { type FileOwner, keyOf, ownerKinds } from '../file-owner.ts';
import { pathsBelow } from './paths-below.ts';

export type NameRow = {
  name: string;
  /** Bytes of a file; null for a folder. */
  size: number | null;
};

/**
 * What lies directly in a folder ('' for the root), by name alone, in order. The folders are found by leaping from one to
 * the next in the primary key, then the files in the gaps between them, so what lies in the folders is not read. Of
 * 100,000 files in 1,000 folders the root took 17 ms, grouped by name 450 ms (two busy cores).
 */
export async function namesIn(ctx: Ctx, owner: FileOwner, folder: string): Promise<NameRow[]> {
  const { files, ownerId } = ownerKinds[owner.kind];
  const { from, to, start } = pathsBelow(folder);
  const nextFolder = (condition: string) => `
    SELECT left(path, strpos(substr(path, $4::int), '/') + $4::int - 2) FROM ${files}
    WHERE ${ownerId} = $1 AND ${condition} AND path < $3 AND strpos(substr(path, $4::int), '/') > 0
    ORDER BY path LIMIT 1`;
  return runStatement<NameRow>(ctx.db, {
    name: `artifact-names-${owner.kind}`,
    text: `
      WITH RECURSIVE folder AS (
        SELECT (${nextFolder('path > $2')}) AS path
        UNION ALL
        SELECT (${nextFolder(`path >= folder.path || '0'`)}) FROM folder WHERE folder.path IS NOT NULL
      ), gap AS (
        -- In the order of what lies in them: a-b/x comes before a/x, though a comes before a-b.
        SELECT coalesce(lag(path) OVER (ORDER BY path || '/') || '0', $2) AS low, coalesce(path || '/', $3) AS high
        FROM folder
      )
      SELECT substr(path, $4::int) AS name, NULL AS size FROM folder WHERE path IS NOT NULL
      UNION ALL
      SELECT substr(file.path, $4::int), file.size::float8
      FROM gap CROSS JOIN LATERAL (
        -- OFFSET keeps it a search of the index for each gap; turned into a join it takes a minute.
        SELECT path, size FROM ${files} WHERE ${ownerId} = $1 AND path >= gap.low AND path < gap.high OFFSET 0
      ) AS file
      ORDER BY name`,
    values: [keyOf(owner), from, to, start],
  });
}
