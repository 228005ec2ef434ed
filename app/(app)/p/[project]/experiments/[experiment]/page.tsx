import type { Metadata } from 'next';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { ensureExperiment } from '#lib/experiments/ensure-experiment.ts';
import { getExperiment } from '#lib/experiments/get-experiment.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { listRuns } from '#lib/runs/list-runs.ts';
import { text } from '#lib/ui/text/text.ts';
import { ExperimentRuns } from './_parts/experiment-runs.tsx';
import { runsOfAPage } from './_parts/runs-of-a-page.ts';

type Params = Promise<{ project: string; experiment: string }>;

export function generateMetadata(): Metadata {
  return { title: text.experiments.title };
}

export default async function ExperimentPage({ params }: { params: Params }) {
  const ctx = await pageContext(params);
  const asked = (await params).experiment;
  const experimentId = asked === 'default' ? await ensureExperiment(ctx) : Number(asked);
  const experiment = await notFoundPage(getExperiment({ ctx, input: { experimentId } }));
  const runs = await listRuns({ ctx, input: { experimentId, limit: runsOfAPage } });
  return <ExperimentRuns initial={{ experiment, runs }} />;
}
