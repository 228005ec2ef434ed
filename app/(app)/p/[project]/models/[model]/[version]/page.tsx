import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { requireModelVersion } from '#lib/models/require-model-version.ts';
import { serializeModelVersionDetail } from '#lib/models/serialize-model-version.ts';
import { text } from '#lib/ui/text/text.ts';
import { ModelVersion } from './_parts/model-version.tsx';

export function generateMetadata(): Metadata {
  return { title: text.models.title };
}

type Params = Promise<{ project: string; model: string; version: string }>;

export default async function ModelVersionPage({ params }: { params: Params }) {
  const { model, version } = await params;
  if (!/^[1-9]\d{0,8}$/.test(version)) notFound();
  const ctx = await pageContext(params);
  const reference = { name: decodeURIComponent(model), version: Number(version) };
  const found = await notFoundPage(requireModelVersion(ctx, reference));
  return <ModelVersion initial={serializeModelVersionDetail(found)} />;
}
