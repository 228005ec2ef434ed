import { cache } from 'react';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { describeLoggedDataset } from '#lib/datasets/logged/describe-logged-dataset.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { LoggedDatasetPage } from './_parts/logged-dataset-page.tsx';

type Params = Promise<{ project: string; dataset: string }>;

const datasetOf = cache(async (project: string, datasetId: string) => {
  const ctx = await pageContext(Promise.resolve({ project }));
  return notFoundPage(describeLoggedDataset({ ctx, input: { datasetId } }));
});

export async function generateMetadata({ params }: { params: Params }) {
  const { project, dataset } = await params;
  return { title: (await datasetOf(project, dataset)).name };
}

export default async function Page({ params }: { params: Params }) {
  const { project, dataset } = await params;
  const found = await datasetOf(project, dataset);
  return <LoggedDatasetPage key={found.id} initial={found} />;
}
