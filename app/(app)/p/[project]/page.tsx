import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { env } from '#lib/env.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { getOverview } from '#lib/overview/get-overview.ts';
import { getStorage } from '#lib/overview/get-storage.ts';
import { text } from '#lib/ui/text/text.ts';
import { Home } from './_parts/home.tsx';

export function generateMetadata(): Metadata {
  return { title: text.home.title };
}

export default async function HomePage({ params }: { params: Promise<{ project: string }> }) {
  const ctx = await pageContext(params);
  const [overview, storage, asked] = await Promise.all([getOverview({ ctx }), getStorage({ ctx }), headers()]);
  const origin = `${asked.get('x-forwarded-proto') ?? 'http'}://${asked.get('host') ?? 'localhost'}`;
  return <Home overview={overview} storage={storage} origin={origin} withToken={env().token !== undefined} />;
}
