import { notFound } from 'next/navigation.js';
import { getVersion } from '#lib/datasets/get-version.ts';
import type { VersionDetail } from '#lib/datasets/schema.ts';
import { toReference, VersionParams } from '#lib/datasets/version-params.ts';
import { DomainError } from '#lib/errors.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { text } from '#lib/ui/text/text.ts';
import { Version } from './_parts/version.tsx';

type Params = Promise<{ project: string; name: string; version: string }>;

export async function generateMetadata({ params }: { params: Params }) {
  const { name, version } = await params;
  return { title: `${decodeURIComponent(name)} ${version} · ${text.datasets.title}` };
}

export default async function VersionPage({ params }: { params: Params }) {
  const { name, version } = await params;
  const parsed = VersionParams.safeParse({ name: decodeURIComponent(name), version });
  if (!parsed.success) notFound();
  const ctx = await pageContext(params);
  let found: VersionDetail;
  try {
    found = await getVersion({ ctx, input: toReference(parsed.data) });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NOT_FOUND') notFound();
    throw error;
  }
  return <Version version={found} />;
}
