import type { Metadata } from 'next';
import { pageContext } from '#lib/http/page-context.ts';
import { listJobs } from '#lib/queue/list-jobs.ts';
import { listWorkers } from '#lib/queue/list-workers.ts';
import { text } from '#lib/ui/text/text.ts';
import { readJobState, statesOf } from './_parts/job-question.ts';
import { Jobs } from './_parts/jobs.tsx';

export function generateMetadata(): Metadata {
  return { title: text.jobs.title };
}

export default async function JobsPage({
  params,
  searchParams,
}: {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext(params);
  const search = await searchParams;
  const q = ([search.q].flat()[0] ?? '').slice(0, 250);
  const state = readJobState([search.state].flat()[0]);
  const [page, workers] = await Promise.all([
    listJobs({ ctx, input: { q, states: [...statesOf[state]] } }),
    listWorkers({ ctx }),
  ]);
  return <Jobs first={{ question: { state, q }, page }} workers={workers.items} />;
}
