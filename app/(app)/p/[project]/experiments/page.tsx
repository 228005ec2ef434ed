import type { Metadata } from 'next';
import { listExperiments } from '#lib/experiments/list-experiments.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { text } from '#lib/ui/text/text.ts';
import { Experiments } from './_parts/experiments.tsx';
import { readQuestion } from './_parts/list-question.ts';

export function generateMetadata(): Metadata {
  return { title: text.experiments.title };
}

export default async function ExperimentsPage({
  params,
  searchParams,
}: {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext(params);
  const search = await searchParams;
  const question = readQuestion((name) => [search[name]].flat()[0] ?? null);
  return <Experiments first={{ question, page: await listExperiments({ ctx, input: question }) }} />;
}
