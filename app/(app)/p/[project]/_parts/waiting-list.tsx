'use client';

import { Page } from '#lib/ui/page.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';

/** A list before its rows are there: its place in the crumbs, the bar, and where the rows will be. */
export function WaitingList({ title }: { title: string }) {
  return (
    <Page fill crumbs={[{ label: title }]}>
      <div className="list-page">
        <div className="list-bar list-bar-waiting" />
        <div className="list-body">
          <div className="table-note list-waiting">
            <Skeleton lines={12} />
          </div>
        </div>
      </div>
    </Page>
  );
}
