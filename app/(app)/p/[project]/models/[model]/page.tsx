import type { Metadata } from 'next';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { getModel } from '#lib/models/get-model.ts';
import { text } from '#lib/ui/text/text.ts';
import { ModelVersions } from './_parts/model-versions.tsx';

type Params = Promise<{ project: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).model)} · ${text.models.title}` };
}

export default async function ModelPage({ params }: { params: Params }) {
  const { model } = await params;
  const ctx = await pageContext(params);
  return <ModelVersions initial={await notFoundPage(getModel({ ctx, input: { name: decodeURIComponent(model) } }))} />;
}
