'use client';

import { unitWord } from '#app/_ui/job/unit-word.ts';
import type { Overview } from '#lib/overview/schema.ts';
import type { JobAnswer } from '#lib/queue/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { formatPercent, formatShort } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Progress } from '#lib/ui/progress.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Elapsed } from '#lib/ui/time-ago.tsx';
import { ListPanel } from './list-panel.tsx';

/** Jobs at work, with how far they are. */
export function RunningPanel({ running }: { running: Overview['running'] }) {
  return (
    <ListPanel
      title={text.home.running}
      total={running.total}
      shown={running.items.length}
      none={text.home.nothingRunning}
    >
      {running.items.map((job) => (
        <RunningJob key={job.id} job={job} />
      ))}
    </ListPanel>
  );
}

function RunningJob({ job }: { job: JobAnswer }) {
  const { done, total, unit, message, ratePerSecond } = job.progress;
  const share = done !== undefined && total ? done / total : undefined;
  return (
    <li>
      <div className="row">
        <StatusBadge status="running" iconOnly />
        <Link to={`/jobs/${job.id}`} className="main-link clip">
          {job.runName}
        </Link>
        <Chip>{job.kind}</Chip>
        {job.attempt > 1 ? (
          <Chip tone="warn" title={job.statusReason ?? undefined}>
            {text.home.attempt(job.attempt)}
          </Chip>
        ) : null}
        <span className="grow" />
        <span className="mut small">{job.worker?.name}</span>
        <Elapsed since={job.startedAt} />
      </div>
      <Progress value={share} label={job.runName} />
      <div className="row mut small num">
        {message ? <span className="clip">{message}</span> : null}
        <span className="grow" />
        {done !== undefined && total ? (
          <span>{text.home.doneOf(formatShort(done), formatShort(total), unitWord(unit))}</span>
        ) : null}
        {ratePerSecond !== undefined ? <span>{text.home.rate(formatShort(ratePerSecond), unitWord(unit))}</span> : null}
        {share !== undefined ? <span>{formatPercent(share)}</span> : null}
      </div>
    </li>
  );
}
