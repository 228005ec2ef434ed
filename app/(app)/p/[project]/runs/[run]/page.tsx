import { cache } from 'react';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { listSeriesKeys } from '#lib/metrics/list-series-keys.ts';
import { getRecipe } from '#lib/recipes/get-recipe.ts';
import { getRun } from '#lib/runs/get-run.ts';
import { RunPage } from './_parts/run-page.tsx';

type Params = Promise<{ project: string; run: string }>;

const runOf = cache(async (project: string, runId: string) => {
  const ctx = await pageContext(Promise.resolve({ project }));
  // Its figures are asked for by the page, those that it shows.
  const run = await notFoundPage(getRun({ ctx, input: { runId, without: ['metrics'] } }));
  return { ctx, run };
});

export async function generateMetadata({ params }: { params: Params }) {
  const { project, run } = await params;
  return { title: (await runOf(project, run)).run.name };
}

export default async function Page({ params }: { params: Params }) {
  const { project, run: asked } = await params;
  const { ctx, run } = await runOf(project, asked);
  const [keys, recipe] = await Promise.all([
    listSeriesKeys({ ctx, input: { runId: run.id } }),
    // One that cannot be read is told in its own panel, which asks for it.
    run.recipeDigest === null
      ? undefined
      : getRecipe({ ctx, input: { digest: run.recipeDigest } }).catch(() => undefined),
  ]);
  return <RunPage key={run.id} initial={run} initialKeys={keys} initialRecipe={recipe} />;
}
