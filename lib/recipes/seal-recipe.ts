import type { Ctx } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { RecipeDocument } from './schema.ts';
import { writeRecipe } from './write-recipe.ts';

/**
 * Seals a recipe: its canonical JSON is stored under its SHA-256. Sealing the same document again gives the same
 * digest and changes nothing.
 * @throws DomainError INVALID_INPUT (not a recipe, or a value JSON cannot say)
 */
export async function sealRecipe({ ctx, input }: { ctx: Ctx; input: RecipeDocument }): Promise<{ digest: string }> {
  const document = parseInput(RecipeDocument, input, 'recipe');
  const { digest, body } = writeRecipe(document);
  await ctx.db.recipe.createMany({
    data: [
      {
        projectId: ctx.project.id,
        digest,
        kind: document.kind,
        body,
        codeDigest: document.code.type === 'builtin' ? document.code.version : null,
        createdAt: ctx.now(),
      },
    ],
    skipDuplicates: true,
  });
  return { digest };
}
