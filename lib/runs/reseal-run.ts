import type { Ctx } from '../context.ts';
import type { RunStatement } from '../db/statement.ts';
import { clientRecipe } from '../recipes/client-recipe.ts';
import { writeRecipe } from '../recipes/write-recipe.ts';
import { reviseRecipe } from './sql/revise-recipe.ts';
import { toldFacts } from './sql/told-facts.ts';

/**
 * Seals the recipe of an ended client run again, after something was written that it is made of. Runs in the transaction
 * of that write, which holds the run's row.
 */
export async function resealRun(
  run: RunStatement,
  { ctx, runId }: { ctx: Pick<Ctx, 'project' | 'now'>; runId: string },
): Promise<void> {
  const recipe = writeRecipe(clientRecipe(await toldFacts(run, runId)));
  await reviseRecipe(run, { projectId: ctx.project.id, runId, recipe, now: ctx.now().toISOString() });
}
