'use client';

import type { Overview } from '#lib/overview/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { formatCount } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/en.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';

/** What broke in the last day, with the message a person can act on. */
export function FailedPanel({ failed }: { failed: Overview['failed'] }) {
  const more = failed.total - failed.items.length;
  return (
    <Panel
      title={text.home.failed}
      hint={failed.total > 0 ? formatCount(failed.total) : undefined}
      footer={
        more > 0 ? (
          <Link to="/jobs" className="link">
            {text.home.more(more)}
          </Link>
        ) : undefined
      }
      flush
    >
      {failed.items.length === 0 ? (
        <p className="mut home-none">{text.home.nothingFailed}</p>
      ) : (
        <ul className="home-list">
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
        </ul>
      )}
    </Panel>
  );
}
