'use client';

import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';

export default function Loading() {
  return (
    <Page crumbs={[{ label: text.common.loading }]}>
      <div className="stack">
        <Panel>
          <Skeleton lines={3} />
        </Panel>
        <Panel>
          <Skeleton lines={8} />
        </Panel>
      </div>
    </Page>
  );
}
