import type { RunStatement } from '../../db/statement.ts';
import type { WrittenRecipe } from '../../recipes/write-recipe.ts';
import { runNameTag } from '../../tags/known-tags.ts';

export interface RunChange {
  runId: string;
  projectId: string;
  status: string;
  /** undefined leaves what is there. */
  statusReason: string | null | undefined;
  /** Times as PostgreSQL reads them. */
  endedAt: string | null;
  now: string;
  /** A new name, and the tag that says the same; null leaves both. */
  name: string | null;
  /** Sealed with the change; null leaves the one that is there. */
  recipe: WrittenRecipe | null;
}

/** Writes what changed of a run whose row the transaction holds; a recipe that is not its newest becomes a revision. */
export function writeRun(run: RunStatement, change: RunChange): Promise<unknown> {
  return run({
    name: 'write-run',
    text: `
      WITH named AS (
        INSERT INTO traza.tag (run_id, key, value) SELECT $1, $8::text, $7::text WHERE $7::text IS NOT NULL
        ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value
      ), recipe AS (
        INSERT INTO traza.recipe (project_id, digest, kind, body, created_at)
        SELECT $2, $9::text, 'external', $10::text, $6::timestamptz WHERE $9::text IS NOT NULL
        ON CONFLICT (project_id, digest) DO NOTHING
      ), revision AS (
        INSERT INTO traza.run_recipe (run_id, revision, digest, created_at)
        SELECT $1, coalesce((SELECT max(revision) FROM traza.run_recipe WHERE run_id = $1), 0) + 1, $9::text,
          $6::timestamptz
        WHERE $9::text IS NOT NULL
          AND $9::text IS DISTINCT FROM (SELECT recipe_digest FROM traza.run WHERE id = $1)
      )
      UPDATE traza.run SET status = $3, status_reason = CASE WHEN $11::boolean THEN $4::text ELSE status_reason END, ended_at = $5::timestamptz,
        last_word_at = greatest(last_word_at, $6::timestamptz), name = coalesce($7::text, name),
        recipe_digest = coalesce($9::text, recipe_digest)
      WHERE id = $1`,
    values: [
      change.runId,
      change.projectId,
      change.status,
      change.statusReason ?? null,
      change.endedAt,
      change.now,
      change.name,
      runNameTag,
      change.recipe?.digest ?? null,
      change.recipe?.body ?? null,
      change.statusReason !== undefined,
    ],
  });
}
