import type { Metadata } from 'next';
import { pageContext } from '#lib/http/page-context.ts';
import { listPredictionSets } from '#lib/predictions/list-prediction-sets.ts';
import { text } from '#lib/ui/text/text.ts';
import { Predictions } from './_parts/predictions.tsx';

export function generateMetadata(): Metadata {
  return { title: text.predictions.title };
}

export default async function PredictionsPage({
  params,
  searchParams,
}: {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await pageContext(params);
  const q = ([(await searchParams).q].flat()[0] ?? '').slice(0, 250);
  return <Predictions first={{ q, page: await listPredictionSets({ ctx, input: { q } }) }} />;
}
