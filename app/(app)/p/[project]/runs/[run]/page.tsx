import { cache } from 'react';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { getRun } from '#lib/runs/get-run.ts';
import { RunPage } from './_parts/run-page.tsx';

type Params = Promise<{ project: string; run: string }>;

const runOf = cache(async (project: string, runId: string) => {
  const ctx = await pageContext(Promise.resolve({ project }));
  return notFoundPage(getRun({ ctx, input: { runId } }));
});

export async function generateMetadata({ params }: { params: Params }) {
  const { project, run } = await params;
  return { title: (await runOf(project, run)).name };
}

export default async function Page({ params }: { params: Params }) {
  const { project, run: asked } = await params;
  const run = await runOf(project, asked);
  return <RunPage key={run.id} initial={run} />;
}
