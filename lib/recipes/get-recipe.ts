import type { Ctx } from '../context.ts';
import { requireRecipe } from './require-recipe.ts';
import type { RecipeAnswer } from './schema.ts';

/** A sealed recipe as people and programs read it. @throws DomainError NOT_FOUND, CORRUPT_BLOB */
export async function getRecipe({ ctx, input }: { ctx: Ctx; input: { digest: string } }): Promise<RecipeAnswer> {
  const recipe = await requireRecipe(ctx, input.digest);
  return { ...recipe, createdAt: recipe.createdAt.toISOString() };
}
