import { z } from 'zod';
import type { Ctx } from '#lib/context.ts';
import { readBuiltinVersion } from '#lib/recipes/builtin-version.ts';
import { requireRecipe } from '#lib/recipes/require-recipe.ts';
import type { Difference } from '#lib/reproduce/schema.ts';
import { requireRun } from '#lib/runs/require-run.ts';

const shownFiles = 5;

/**
 * Whether this install has other sources than the recipe of a run names; executing them would answer another question.
 * @returns what to say about it, with the files that differ, or undefined when the code is the same
 */
export async function changedCode(
  ctx: Ctx,
  runId: string,
): Promise<{ summary: string; first: Difference } | undefined> {
  const run = await requireRun(ctx, runId);
  const { document } = await requireRecipe(ctx, run.recipeDigest ?? '');
  const now = await readBuiltinVersion();
  const then = document.code.type === 'builtin' ? document.code.version : null;
  if (now.digest === then) return undefined;
  const row = await ctx.db.codeVersion.findUnique({ where: { digest: then ?? '' }, select: { manifest: true } });
  const before = z.record(z.string(), z.string()).catch({}).parse(row?.manifest);
  const names = [...new Set([...Object.keys(before), ...Object.keys(now.manifest)])].sort();
  const files = names.filter((name) => before[name] !== now.manifest[name]);
  const more = files.length > shownFiles ? ` and ${files.length - shownFiles} more` : '';
  return {
    summary:
      'not comparable: the code differs from what the run executed: ' +
      `${files.slice(0, shownFiles).join(', ')}${more}. Install that version, or run the work anew with this one`,
    first: { category: 'code', name: files[0] ?? 'version', a: then, b: now.digest },
  };
}
