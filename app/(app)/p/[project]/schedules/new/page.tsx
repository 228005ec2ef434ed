import type { Metadata } from 'next';
import { pageContext } from '#lib/http/page-context.ts';
import { text } from '#lib/ui/text/text.ts';
import { loadChoices } from '../_parts/load-choices.ts';
import { ScheduleForm } from '../_parts/schedule-form.tsx';

export function generateMetadata(): Metadata {
  return { title: text.schedules.form.title };
}

export default async function NewSchedulePage({ params }: { params: Promise<{ project: string }> }) {
  return <ScheduleForm choices={await loadChoices(await pageContext(params))} />;
}
