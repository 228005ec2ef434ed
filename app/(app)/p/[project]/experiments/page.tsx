import type { Metadata } from 'next';
import { listExperiments } from '#lib/experiments/list-experiments.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { text } from '#lib/ui/text/text.ts';
import { Experiments } from './_parts/experiments.tsx';

export function generateMetadata(): Metadata {
  return { title: text.experiments.title };
}

export default async function ExperimentsPage({ params }: { params: Promise<{ project: string }> }) {
  const ctx = await pageContext(params);
  return <Experiments initial={await listExperiments({ ctx })} />;
}
