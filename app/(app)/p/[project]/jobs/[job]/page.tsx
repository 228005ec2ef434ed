import type { Metadata } from 'next';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { listPartitions } from '#lib/predictions/list-partitions.ts';
import { getJob } from '#lib/queue/get-job.ts';
import { text } from '#lib/ui/text/text.ts';
import { JobPage } from './_parts/job-page.tsx';

export function generateMetadata(): Metadata {
  return { title: text.jobs.title };
}

export default async function OneJobPage({ params }: { params: Promise<{ project: string; job: string }> }) {
  const { job: jobId } = await params;
  const ctx = await pageContext(params);
  const job = await notFoundPage(getJob({ ctx, input: { jobId } }));
  const partitions = job.partitions ? await listPartitions({ ctx, input: { jobId } }) : undefined;
  return <JobPage initial={job} partitions={partitions} />;
}
