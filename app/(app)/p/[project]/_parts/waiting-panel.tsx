'use client';

import type { Overview } from '#lib/overview/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { formatCount } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/en.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';

/** Jobs in the queue, the next one first, each with the reason it has not begun. */
export function WaitingPanel({ waiting }: { waiting: Overview['waiting'] }) {
  const jobs = [...waiting.items].sort(
    (a, b) => (a.wait?.place ?? Number.MAX_SAFE_INTEGER) - (b.wait?.place ?? Number.MAX_SAFE_INTEGER),
  );
  const more = waiting.total - jobs.length;
  return (
    <Panel
      title={text.home.waiting}
      hint={waiting.total > 0 ? formatCount(waiting.total) : undefined}
      footer={
        more > 0 ? (
          <Link to="/jobs" className="link">
            {text.home.more(more)}
          </Link>
        ) : undefined
      }
      flush
    >
      {jobs.length === 0 ? (
        <p className="mut home-none">{text.home.nothingWaiting}</p>
      ) : (
        <ul className="home-list">
          {jobs.map((job) => (
            <li key={job.id}>
              <div className="row">
                <StatusBadge status="queued" iconOnly />
                <Link to={`/jobs/${job.id}`} className="main-link clip">
                  {job.runName}
                </Link>
                <Chip>{job.kind}</Chip>
                <span className="grow" />
                <span className="dim small">
                  <TimeAgo time={job.createdAt} />
                </span>
              </div>
              {job.wait ? (
                <div className={job.wait.code === 'no-worker' ? 'small warn-text' : 'small mut'}>
                  {job.wait.message}
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
