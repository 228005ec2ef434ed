import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { getCodeVersion } from '#lib/recipes/get-code-version.ts';
import { text } from '#lib/ui/text/en.ts';
import { CodeVersion } from './_parts/code-version.tsx';

export const metadata = { title: text.code.title };

export default async function CodePage({ params }: { params: Promise<{ project: string; digest: string }> }) {
  const ctx = await pageContext(params);
  const { digest } = await params;
  return <CodeVersion version={await notFoundPage(getCodeVersion({ ctx, input: { digest } }))} />;
}
