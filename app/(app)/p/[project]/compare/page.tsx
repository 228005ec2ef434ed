import type { Metadata } from 'next';
import { readCompareSet } from '#app/_ui/compare/compare-address.ts';
import { comparisonInput } from '#app/_ui/compare/comparison-input.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { compareRuns } from '#lib/runs/compare/compare-runs.ts';
import { text } from '#lib/ui/text/text.ts';
import { ComparePage } from './_parts/compare-page.tsx';

type Params = Promise<{ project: string }>;
type Search = Promise<Record<string, string | string[] | undefined>>;

export function generateMetadata(): Metadata {
  return { title: text.compare.title };
}

export default async function Page({ params, searchParams }: { params: Params; searchParams: Search }) {
  const ctx = await pageContext(params);
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    const [first] = [value].flat();
    if (first !== undefined) search.set(name, first);
  }
  const question = readCompareSet(search);
  const answer = question.ids.length === 0 ? undefined : await compareRuns({ ctx, input: comparisonInput(question) });
  return <ComparePage search={`?${search}`} first={answer && { question, answer }} />;
}
