import type { RunStatement } from '../../db/statement.ts';
import type { WrittenRecipe } from '../../recipes/write-recipe.ts';

/** Gives a run whose row the transaction holds a newer recipe; the one it has already changes nothing. */
export async function reviseRecipe(
  run: RunStatement,
  args: { projectId: string; runId: string; recipe: WrittenRecipe; now: string },
): Promise<void> {
  await run({
    name: 'revise-recipe',
    text: `
      WITH revised AS (
        UPDATE traza.run SET recipe_digest = $3 WHERE id = $1 AND recipe_digest IS DISTINCT FROM $3 RETURNING id
      ), recipe AS (
        INSERT INTO traza.recipe (project_id, digest, kind, body, created_at)
        SELECT $2, $3, 'external', $4, $5::timestamptz FROM revised
        ON CONFLICT (project_id, digest) DO NOTHING
      )
      INSERT INTO traza.run_recipe (run_id, revision, digest, created_at)
      SELECT id, coalesce((SELECT max(revision) FROM traza.run_recipe WHERE run_id = $1), 0) + 1, $3, $5::timestamptz
      FROM revised`,
    values: [args.runId, args.projectId, args.recipe.digest, args.recipe.body, args.now],
  });
}
