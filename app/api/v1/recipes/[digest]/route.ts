import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { getRecipe } from '#lib/recipes/get-recipe.ts';
import { RecipeAnswer } from '#lib/recipes/schema.ts';

// GET /api/v1/recipes/{digest}

export const GET = defineRoute({
  summary: 'A sealed recipe: what was asked, as the text that was hashed and as a document',
  auth: 'owner',
  params: z.object({ digest: z.string() }),
  answer: RecipeAnswer,
  handler: ({ ctx, params }) => getRecipe({ ctx, input: params }),
});
