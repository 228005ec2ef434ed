import type { Metadata } from 'next';
import { pageContext } from '#lib/http/page-context.ts';
import { listSchedules } from '#lib/schedules/list-schedules.ts';
import { text } from '#lib/ui/text/text.ts';
import { Schedules } from './_parts/schedules.tsx';

export function generateMetadata(): Metadata {
  return { title: text.schedules.title };
}

export default async function SchedulesPage({
  params,
  searchParams,
}: {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext(params);
  const q = ([(await searchParams).q].flat()[0] ?? '').slice(0, 100);
  return <Schedules first={{ q, page: await listSchedules({ ctx, input: { q } }) }} />;
}
