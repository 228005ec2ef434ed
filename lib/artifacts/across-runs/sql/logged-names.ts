import type { Ctx } from '../../../context.ts';
import { runStatement } from '../../../db/statement.ts';
import { stepPattern } from '../step-name.ts';

export type NameRow = { name: string; runs: number; files: number; stepped: boolean; cut: boolean };

interface Question {
  runIds: readonly string[];
  prefix: string;
  endings: readonly string[];
  /** Most files looked at in one run, and most names answered. */
  mostFiles: number;
  mostNames: number;
}

const lastCharacter = '\u{10ffff}';

/**
 * The names under which runs of the project logged files, those of most runs first. `cut`: a run has more files with that
 * prefix than were looked at. One range of the primary key for each run.
 */
export async function loggedNames(ctx: Ctx, { runIds, prefix, endings, mostFiles, mostNames }: Question) {
  return runStatement<NameRow>(ctx.db, {
    name: 'artifact-logged-names',
    text: `
      WITH file AS MATERIALIZED (
        SELECT r.id AS run_id, f.path FROM traza.run r CROSS JOIN LATERAL (
          SELECT a.path FROM traza.artifact a WHERE a.run_id = r.id AND a.path >= $3 AND a.path < $3 || $4
          ORDER BY a.path LIMIT $6::int + 1
        ) AS f
        WHERE r.id = ANY($1::text[]) AND (r.project_id = $2) IS TRUE
      ), named AS (
        SELECT run_id, regexp_replace(path, $7, '') AS name, path FROM file
        WHERE lower(substring(path FROM '[.]([A-Za-z0-9]+)$')) = ANY($5::text[]) AND path !~ '[+]compressed[.][a-z]+$'
      )
      SELECT name, count(DISTINCT run_id)::int AS runs, count(*)::int AS files, bool_or(name <> path) AS stepped,
             (SELECT coalesce(max(n), 0) > $6::int FROM (SELECT count(*) AS n FROM file GROUP BY run_id) AS each) AS cut
      FROM named GROUP BY name ORDER BY runs DESC, name LIMIT $8::int`,
    values: [runIds, ctx.project.id, prefix, lastCharacter, endings, mostFiles, `(?<=[^/])${stepPattern}`, mostNames],
  });
}
