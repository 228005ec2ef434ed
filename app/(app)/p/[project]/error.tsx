'use client';

import { ErrorState } from '#lib/ui/error-state.tsx';
import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';

/** In production the message of a server component is withheld; the digest finds it in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const shown = error.digest ? new Error(`${text.error.unexpected} (${error.digest})`) : error;
  return (
    <Page crumbs={[{ label: text.error.title }]}>
      <Panel>
        <ErrorState error={shown} onRetry={reset} />
      </Panel>
    </Page>
  );
}
