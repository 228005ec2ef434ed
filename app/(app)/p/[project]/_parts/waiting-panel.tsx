'use client';

import type { Overview } from '#lib/overview/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { ListPanel } from './list-panel.tsx';

/** Jobs in the queue, the next one first, each with its place and the reason it has not begun. */
export function WaitingPanel({ waiting }: { waiting: Overview['waiting'] }) {
  const jobs = [...waiting.items].sort(
    (a, b) => (a.wait?.place ?? Number.MAX_SAFE_INTEGER) - (b.wait?.place ?? Number.MAX_SAFE_INTEGER),
  );
  return (
    <ListPanel
      title={text.home.waiting}
      total={waiting.total}
      none={text.home.nothingWaiting}
      rest="/jobs?state=active"
    >
      {jobs.map((job) => (
        <li key={job.id}>
          <div className="row">
            <StatusBadge status="queued" iconOnly />
            <Link to={`/jobs/${job.id}`} className="main-link clip">
              {job.runName}
            </Link>
            <Chip>{job.kind}</Chip>
            {job.wait?.place ? <Chip tone="accent">{text.home.place(job.wait.place)}</Chip> : null}
            <span className="grow" />
            <span className="dim small">
              <TimeAgo time={job.createdAt} />
            </span>
          </div>
          {job.wait ? (
            <div className={job.wait.code === 'no-worker' ? 'small warn-text' : 'small mut'}>{job.wait.message}</div>
          ) : null}
        </li>
      ))}
    </ListPanel>
  );
}
