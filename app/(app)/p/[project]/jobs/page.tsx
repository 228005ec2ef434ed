import type { Metadata } from 'next';
import { pageContext } from '#lib/http/page-context.ts';
import { listJobs } from '#lib/queue/list-jobs.ts';
import { listWorkers } from '#lib/queue/list-workers.ts';
import { text } from '#lib/ui/text/text.ts';
import { Jobs } from './_parts/jobs.tsx';

export function generateMetadata(): Metadata {
  return { title: text.jobs.title };
}

export default async function JobsPage({ params }: { params: Promise<{ project: string }> }) {
  const ctx = await pageContext(params);
  const [jobs, workers] = await Promise.all([listJobs({ ctx }), listWorkers({ ctx })]);
  return <Jobs initial={jobs} workers={workers.items} />;
}
