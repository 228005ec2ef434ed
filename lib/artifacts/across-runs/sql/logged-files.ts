import type { Ctx } from '../../../context.ts';
import { runStatement } from '../../../db/statement.ts';

export type FileRow = { runId: string; path: string; size: number; digest: string };

/**
 * The files of one name in runs of the project, by run and path: the file of that path, and those whose path goes on with
 * `+step+`. Two ranges of the primary key for each run.
 * @param most files of each run
 */
export async function loggedFiles(
  ctx: Ctx,
  { runIds, name, most }: { runIds: readonly string[]; name: string; most: number },
) {
  return runStatement<FileRow>(ctx.db, {
    name: 'artifact-logged-files',
    text: `
      SELECT r.id AS "runId", f.path, f.size::float8 AS size, f.digest
      FROM unnest($1::text[]) WITH ORDINALITY AS asked (id, place)
      JOIN traza.run r ON r.id = asked.id AND (r.project_id = $2) IS TRUE
      CROSS JOIN LATERAL (
        SELECT a.path, a.size, a.digest FROM traza.artifact a WHERE a.run_id = r.id AND a.path = $3
        UNION ALL
        -- ',' is the character after '+'.
        (SELECT a.path, a.size, a.digest FROM traza.artifact a
         WHERE a.run_id = r.id AND a.path > $3 || '+step+' AND a.path < $3 || '+step,'
         ORDER BY a.path LIMIT $4::int)
      ) AS f
      ORDER BY asked.place, f.path`,
    values: [runIds, ctx.project.id, name, most],
  });
}
