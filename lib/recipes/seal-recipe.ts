import type { Ctx } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { canonicalDigest, canonicalJson } from './canonical-json.ts';
import { RecipeDocument } from './schema.ts';

/**
 * Seals a recipe: its canonical JSON is stored under its SHA-256. Sealing the same document again gives the same
 * digest and changes nothing.
 * @throws DomainError INVALID_INPUT (not a recipe, or a value JSON cannot say)
 */
export async function sealRecipe({ ctx, input }: { ctx: Ctx; input: RecipeDocument }): Promise<{ digest: string }> {
  const document = parseInput(RecipeDocument, input, 'recipe');
  // The order in which inputs were collected is no part of what was asked.
  const sorted = { ...document, inputs: document.inputs.toSorted((a, b) => (a.role < b.role ? -1 : 1)) };
  const digest = canonicalDigest(sorted);
  await ctx.db.recipe.createMany({
    data: [
      {
        projectId: ctx.project.id,
        digest,
        kind: sorted.kind,
        body: canonicalJson(sorted),
        codeDigest: sorted.code.version,
        createdAt: ctx.now(),
      },
    ],
    skipDuplicates: true,
  });
  return { digest };
}
