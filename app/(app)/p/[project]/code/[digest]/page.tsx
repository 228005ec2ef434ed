import type { Metadata } from 'next';
import { z } from 'zod';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { requireCode } from '#lib/recipes/require-code.ts';
import { text } from '#lib/ui/text/text.ts';
import { CodeVersion } from './_parts/code-version.tsx';

export function generateMetadata(): Metadata {
  return { title: text.code.title };
}

export default async function CodePage({ params }: { params: Promise<{ project: string; digest: string }> }) {
  const ctx = await pageContext(params);
  const { manifest, ...code } = await notFoundPage(requireCode(ctx, (await params).digest));
  const archive = code.archiveDigest === null ? null : await ctx.blobs.stat(code.archiveDigest);
  const files = Object.entries(z.record(z.string(), z.string()).parse(manifest)).map(([path, digest]) => ({
    path,
    digest,
  }));
  return (
    <CodeVersion
      version={{ ...code, createdAt: code.createdAt.toISOString(), files, archiveSize: archive?.size ?? null }}
    />
  );
}
