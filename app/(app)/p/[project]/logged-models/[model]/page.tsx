import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { describeLoggedModel } from '#lib/models/describe-logged-model.ts';
import { LoggedModelPage } from './_parts/logged-model-page.tsx';

type Params = Promise<{ project: string; model: string }>;

export async function generateMetadata({ params }: { params: Params }) {
  const ctx = await pageContext(params);
  const model = await notFoundPage(describeLoggedModel({ ctx, input: { modelId: (await params).model } }));
  return { title: model.name };
}

export default async function Page({ params }: { params: Params }) {
  const ctx = await pageContext(params);
  const model = await notFoundPage(describeLoggedModel({ ctx, input: { modelId: (await params).model } }));
  return <LoggedModelPage key={model.id} initial={model} />;
}
