import type { Metadata } from 'next';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { getTraceDetail } from '#lib/traces/get-trace-detail.ts';
import { text } from '#lib/ui/text/text.ts';
import { Trace } from './_parts/trace.tsx';

export function generateMetadata(): Metadata {
  return { title: text.traces.title };
}

export default async function TracePage({ params }: { params: Promise<{ project: string; trace: string[] }> }) {
  const ctx = await pageContext(params);
  const id = (await params).trace.map(decodeURIComponent).join('/');
  return <Trace initial={await notFoundPage(getTraceDetail({ ctx, input: { id } }))} />;
}
