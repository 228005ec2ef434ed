import type { Metadata } from 'next';
import { pageContext } from '#lib/http/page-context.ts';
import { listPredictionSets } from '#lib/predictions/list-prediction-sets.ts';
import { text } from '#lib/ui/text/text.ts';
import { Predictions } from './_parts/predictions.tsx';

export function generateMetadata(): Metadata {
  return { title: text.predictions.title };
}

export default async function PredictionsPage({ params }: { params: Promise<{ project: string }> }) {
  const ctx = await pageContext(params);
  return <Predictions initial={await listPredictionSets({ ctx })} />;
}
