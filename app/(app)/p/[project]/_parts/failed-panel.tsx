'use client';

import type { Overview } from '#lib/overview/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { ListPanel } from './list-panel.tsx';

/** What broke in the last day, with the message a person can act on. */
export function FailedPanel({ failed }: { failed: Overview['failed'] }) {
  return (
    <ListPanel title={text.home.failed} total={failed.total} shown={failed.items.length} none={text.home.nothingFailed}>
      {failed.items.map((run) => (
        <li key={run.id}>
          <div className="row">
            <StatusBadge status="failed" iconOnly />
            <Link to={`/runs/${run.id}`} className="main-link clip">
              {run.name}
            </Link>
            {run.error ? <Chip tone="bad">{run.error.code}</Chip> : <Chip>{run.kind}</Chip>}
            <span className="grow" />
            <span className="dim small">
              <TimeAgo time={run.endedAt} />
            </span>
          </div>
          {run.error?.message || run.reason ? (
            <div className="small mut home-reason">{run.error?.message ?? run.reason}</div>
          ) : null}
        </li>
      ))}
    </ListPanel>
  );
}
