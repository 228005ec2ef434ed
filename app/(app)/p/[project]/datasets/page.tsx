import type { Metadata } from 'next';
import { listDatasets } from '#lib/datasets/list-datasets.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { text } from '#lib/ui/text/text.ts';
import { Datasets } from './_parts/datasets.tsx';

export function generateMetadata(): Metadata {
  return { title: text.datasets.title };
}

export default async function DatasetsPage({ params }: { params: Promise<{ project: string }> }) {
  const ctx = await pageContext(params);
  return <Datasets initial={await listDatasets({ ctx, input: { kind: 'data', limit: 1000 } })} />;
}
