import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { getVersion } from '#lib/datasets/get-version.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { getPredictionSet } from '#lib/predictions/get-prediction-set.ts';
import { text } from '#lib/ui/text/text.ts';
import { PredictionSet } from './_parts/prediction-set.tsx';

type Params = Promise<{ project: string; name: string; version: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { name, version } = await params;
  return { title: `${decodeURIComponent(name)} ${version} · ${text.predictions.title}` };
}

export default async function PredictionSetPage({ params }: { params: Params }) {
  const { name, version: number } = await params;
  if (!/^[1-9]\d{0,8}$/.test(number)) notFound();
  const ctx = await pageContext(params);
  const input = { name: decodeURIComponent(name), version: Number(number) };
  const version = await notFoundPage(getVersion({ ctx, input }));
  const set = await notFoundPage(getPredictionSet({ ctx, input: { versionId: version.id } }));
  return <PredictionSet set={set} version={version} />;
}
