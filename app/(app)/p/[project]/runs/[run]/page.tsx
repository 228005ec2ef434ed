import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { getRun } from '#lib/runs/get-run.ts';
import { RunPage } from './_parts/run-page.tsx';

type Params = Promise<{ project: string; run: string }>;

export async function generateMetadata({ params }: { params: Params }) {
  const ctx = await pageContext(params);
  const run = await notFoundPage(getRun({ ctx, input: { runId: (await params).run } }));
  return { title: run.name };
}

export default async function Page({ params }: { params: Params }) {
  const ctx = await pageContext(params);
  const run = await notFoundPage(getRun({ ctx, input: { runId: (await params).run } }));
  return <RunPage key={run.id} initial={run} />;
}
