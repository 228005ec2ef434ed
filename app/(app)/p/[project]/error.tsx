'use client';

import { useEffect } from 'react';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { isChunkError, reloadOnce } from '#lib/ui/live/reload-once.ts';
import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';

/** In production the message of a server component is withheld; the digest finds it in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const broken = isChunkError(error);
  useEffect(() => {
    if (broken) void reloadOnce('chunk');
  }, [broken]);
  const shown = error.digest ? new Error(text.error.unexpected) : broken ? new Error(text.error.newer) : error;
  return (
    <Page crumbs={[{ label: text.error.title }]}>
      <Panel>
        <ErrorState error={shown} reference={error.digest} onRetry={broken ? () => window.location.reload() : reset} />
      </Panel>
    </Page>
  );
}
