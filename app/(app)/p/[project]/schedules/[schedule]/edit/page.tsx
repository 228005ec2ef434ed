import type { Metadata } from 'next';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { getSchedule } from '#lib/schedules/get-schedule.ts';
import { text } from '#lib/ui/text/text.ts';
import { loadChoices } from '../../_parts/load-choices.ts';
import { ScheduleForm } from '../../_parts/schedule-form.tsx';

export function generateMetadata(): Metadata {
  return { title: text.schedules.title };
}

export default async function EditSchedulePage({ params }: { params: Promise<{ project: string; schedule: string }> }) {
  const { schedule: scheduleId } = await params;
  const ctx = await pageContext(params);
  const [schedule, choices] = await Promise.all([
    notFoundPage(getSchedule({ ctx, input: { scheduleId } })),
    loadChoices(ctx),
  ]);
  return <ScheduleForm choices={choices} edited={schedule} />;
}
