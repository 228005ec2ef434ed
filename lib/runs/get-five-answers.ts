import type { Ctx } from '../context.ts';
import { requireRecipe } from '../recipes/require-recipe.ts';
import { fiveAnswers } from './five-answers.ts';
import { getRun } from './get-run.ts';
import type { FiveAnswers } from './schema.ts';

/** The five answers of a run, and which of them are missing. @throws DomainError NOT_FOUND */
export async function getFiveAnswers({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<FiveAnswers> {
  const run = await getRun({ ctx, input });
  const recipe = run.recipeDigest === null ? null : await requireRecipe(ctx, run.recipeDigest);
  return fiveAnswers(run, recipe?.document ?? null);
}
