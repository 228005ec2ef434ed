'use client';

import { SearchX } from 'lucide-react';
import { LinkButton } from '#lib/ui/button.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { Page } from '#lib/ui/page.tsx';
import { text } from '#lib/ui/text/text.ts';

export default function NotFound() {
  return (
    <Page crumbs={[{ label: text.error.notFoundTitle }]}>
      <EmptyState
        icon={SearchX}
        title={text.error.notFoundTitle}
        actions={<LinkButton to="/">{text.error.goHome}</LinkButton>}
      >
        {text.error.notFoundHint}
      </EmptyState>
    </Page>
  );
}
