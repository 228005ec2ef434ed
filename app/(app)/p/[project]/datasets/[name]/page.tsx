import { notFound } from 'next/navigation.js';
import { getDataset } from '#lib/datasets/get-dataset.ts';
import { DomainError } from '#lib/errors.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { Dataset } from './_parts/dataset.tsx';

type Params = Promise<{ project: string; name: string }>;

export async function generateMetadata({ params }: { params: Params }) {
  return { title: decodeURIComponent((await params).name) };
}

export default async function DatasetPage({ params }: { params: Params }) {
  const ctx = await pageContext(params);
  const { name } = await params;
  try {
    return <Dataset initial={await getDataset({ ctx, input: { name: decodeURIComponent(name) } })} />;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NOT_FOUND') notFound();
    throw error;
  }
}
