import { pageContext } from '#lib/http/page-context.ts';
import { listPredictionSets } from '#lib/predictions/list-prediction-sets.ts';
import { text } from '#lib/ui/text/text.ts';
import { Predictions } from './_parts/predictions.tsx';

export const metadata = { title: text.predictions.title };

export default async function PredictionsPage({ params }: { params: Promise<{ project: string }> }) {
  const ctx = await pageContext(params);
  return <Predictions initial={await listPredictionSets({ ctx })} />;
}
