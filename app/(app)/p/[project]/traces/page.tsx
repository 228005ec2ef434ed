import type { Metadata } from 'next';
import { DomainError } from '#lib/errors.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { listTraces } from '#lib/traces/list-traces.ts';
import { text } from '#lib/ui/text/text.ts';
import { askedTraces, readTraceQuestion } from './_parts/trace-question.ts';
import { Traces } from './_parts/traces.tsx';

export function generateMetadata(): Metadata {
  return { title: text.traces.title };
}

export default async function TracesPage({
  params,
  searchParams,
}: {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext(params);
  const search = await searchParams;
  const question = readTraceQuestion((name) => [search[name]].flat()[0] ?? null);
  try {
    return <Traces question={question} page={await listTraces({ ctx, input: askedTraces(question) })} />;
  } catch (error) {
    // What is wrong with a filter is said where it was typed: the page asks again and gets the same refusal.
    if (!(error instanceof DomainError) || error.code !== 'INVALID_INPUT') throw error;
    return <Traces question={question} page={undefined} />;
  }
}
