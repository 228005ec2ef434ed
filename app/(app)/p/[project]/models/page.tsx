import type { Metadata } from 'next';
import { pageContext } from '#lib/http/page-context.ts';
import { listModels } from '#lib/models/list-models.ts';
import { text } from '#lib/ui/text/text.ts';
import { Models } from './_parts/models.tsx';

export function generateMetadata(): Metadata {
  return { title: text.models.title };
}

export default async function ModelsPage({ params }: { params: Promise<{ project: string }> }) {
  const ctx = await pageContext(params);
  return <Models initial={await listModels({ ctx })} />;
}
