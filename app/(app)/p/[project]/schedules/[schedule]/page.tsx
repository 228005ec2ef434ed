import type { Metadata } from 'next';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { getSchedule } from '#lib/schedules/get-schedule.ts';
import { listSlots } from '#lib/schedules/list-slots.ts';
import { text } from '#lib/ui/text/text.ts';
import { SchedulePage } from './_parts/schedule-page.tsx';

export function generateMetadata(): Metadata {
  return { title: text.schedules.title };
}

export default async function OneSchedulePage({ params }: { params: Promise<{ project: string; schedule: string }> }) {
  const { schedule: scheduleId } = await params;
  const ctx = await pageContext(params);
  const schedule = await notFoundPage(getSchedule({ ctx, input: { scheduleId } }));
  return <SchedulePage initial={schedule} slots={await listSlots({ ctx, input: { scheduleId, limit: 50 } })} />;
}
