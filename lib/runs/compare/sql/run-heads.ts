import type { Ctx } from '../../../context.ts';
import { runStatement } from '../../../db/statement.ts';
import { codeTags, colorTag, diffTags, dirtyTag } from '../../../tags/known-tags.ts';

export interface RunHead {
  [column: string]: unknown;
  id: string;
  name: string;
  kind: string;
  status: string;
  statusReason: string | null;
  actor: string;
  userName: string | null;
  experimentId: number | null;
  parentRunId: string | null;
  parentName: string | null;
  recipeDigest: string | null;
  taintedReason: string | null;
  /** Milliseconds since 1970. */
  createdAt: number;
  startedAt: number | null;
  endedAt: number | null;
  lastWordAt: number | null;
  archived: boolean;
  /** Tags that say which code ran, and the colour that a person chose. */
  told: Record<string, string> | null;
  /** The version of the built-in code that its recipe names, and the commit it was taken from. */
  codeVersion: string | null;
  codeCommit: string | null;
  environment: Record<string, unknown> | null;
}

const ms = (column: string) => `(extract(epoch FROM r.${column}) * 1000)::float8`;

/** The runs of the project among these ids, archived ones too, in no order. */
export function runHeads(ctx: Ctx, ids: readonly string[]): Promise<RunHead[]> {
  return runStatement<RunHead>(ctx.db, {
    name: 'compare-heads',
    text: `
      SELECT r.id, r.name, r.kind, r.status, r.status_reason AS "statusReason", r.actor, r.user_name AS "userName",
        r.experiment_id AS "experimentId", r.parent_run_id AS "parentRunId",
        (SELECT name FROM traza.run WHERE id = r.parent_run_id AND (project_id = $2) IS TRUE) AS "parentName", r.recipe_digest AS "recipeDigest",
        r.tainted_reason AS "taintedReason", r.archived_at IS NOT NULL AS archived,
        ${ms('created_at')} AS "createdAt", ${ms('started_at')} AS "startedAt", ${ms('ended_at')} AS "endedAt",
        ${ms('last_word_at')} AS "lastWordAt", r.environment::json AS environment,
        (SELECT json_object_agg(key, value) FROM traza.tag WHERE run_id = r.id AND key = ANY($3::text[])) AS told,
        recipe.code_digest AS "codeVersion", code.git_commit AS "codeCommit"
      FROM traza.run r
      LEFT JOIN traza.recipe ON recipe.project_id = r.project_id AND recipe.digest = r.recipe_digest
      LEFT JOIN traza.code_version code ON code.digest = recipe.code_digest
      WHERE r.id = ANY($1::text[]) AND (r.project_id = $2) IS TRUE`,
    values: [ids, ctx.project.id, [...Object.values(codeTags), ...diffTags, dirtyTag, colorTag]],
  });
}
