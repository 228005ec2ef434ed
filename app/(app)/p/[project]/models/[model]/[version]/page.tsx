import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { requireModelVersion } from '#lib/models/require-model-version.ts';
import { serializeModelVersionDetail } from '#lib/models/serialize-model-version.ts';
import { text } from '#lib/ui/text/text.ts';
import { ModelVersion } from './_parts/model-version.tsx';

type Params = Promise<{ project: string; model: string; version: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { model, version } = await params;
  return { title: `${decodeURIComponent(model)} ${version} · ${text.models.title}` };
}

export default async function ModelVersionPage({ params }: { params: Params }) {
  const { model, version } = await params;
  if (!/^[1-9]\d{0,8}$/.test(version)) notFound();
  const ctx = await pageContext(params);
  const reference = { name: decodeURIComponent(model), version: Number(version) };
  const found = await notFoundPage(requireModelVersion(ctx, reference));
  return <ModelVersion initial={serializeModelVersionDetail(found)} />;
}
