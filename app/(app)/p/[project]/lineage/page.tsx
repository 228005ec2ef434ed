import type { Metadata } from 'next';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { getLineage } from '#lib/lineage/get-lineage.ts';
import { text } from '#lib/ui/text/text.ts';
import { loadChoices } from './_parts/load-choices.ts';
import { NodeLineage } from './_parts/node-lineage.tsx';
import { NodePicker } from './_parts/node-picker.tsx';

interface Props {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export function generateMetadata(): Metadata {
  return { title: text.lineage.title };
}

export default async function LineagePage({ params, searchParams }: Props) {
  const ctx = await pageContext(params);
  const { node } = await searchParams;
  if (typeof node !== 'string' || node === '') return <NodePicker choices={await loadChoices(ctx)} />;
  const initial = await notFoundPage(getLineage({ ctx, input: { node } }));
  return <NodeLineage key={node} initial={initial} />;
}
