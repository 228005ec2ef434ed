'use client';
import { Page } from '#lib/ui/page.tsx';
import { text } from '#lib/ui/text/en.ts';

export default function Home() {
  return <Page crumbs={[{ label: text.home.title }]}>.</Page>;
}
