'use client';

import type { FailedRun, Overview } from '#lib/overview/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { groupFailures } from './group-failures.ts';
import { ListPanel } from './list-panel.tsx';

/** What broke in the last day, with the message a person can act on; what broke in the same way stands once. */
export function FailedPanel({ failed }: { failed: Overview['failed'] }) {
  const groups = groupFailures(failed.items);
  return (
    <ListPanel
      title={text.home.failed}
      // Those that share a row are not missing.
      total={failed.total - failed.items.length + groups.length}
      none={text.home.nothingFailed}
      rest="/jobs?state=failed"
    >
      {groups.map((runs) => (
        <Failure key={runs[0].id} run={runs[0]} others={runs.length - 1} />
      ))}
    </ListPanel>
  );
}

function Failure({ run, others }: { run: FailedRun; others: number }) {
  const why = run.error?.message ?? run.reason;
  return (
    <li>
      <div className="row">
        <StatusBadge status="failed" iconOnly />
        <Link to={`/runs/${run.id}`} className="main-link clip">
          {run.name}
        </Link>
        {run.experiment ? (
          <Link to={`/experiments/${run.experiment.id}`} className="mut small clip home-experiment">
            {run.experiment.name}
          </Link>
        ) : null}
        {run.error ? <Chip tone="bad">{run.error.code}</Chip> : null}
        <span className="grow" />
        <span className="dim small">
          <TimeAgo time={run.endedAt} />
        </span>
      </div>
      <div className="small mut home-reason">{why || text.home.noReason}</div>
      {others > 0 ? <div className="small dim">{text.home.sameWay(others)}</div> : null}
      {run.error?.hint ? <div className="small home-reason">{run.error.hint}</div> : null}
    </li>
  );
}
