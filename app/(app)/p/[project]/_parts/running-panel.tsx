'use client';

import { unitWord } from '#app/_ui/job/unit-word.ts';
import { readNumber } from '#app/_ui/metrics/read-number.ts';
import type { LoggedRun, Overview } from '#lib/overview/schema.ts';
import type { JobAnswer } from '#lib/queue/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { formatCount, formatNumber, formatPercent, formatShort } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Progress } from '#lib/ui/progress.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Elapsed, TimeAgo } from '#lib/ui/time-ago.tsx';
import { ListPanel } from './list-panel.tsx';

/** Jobs at work, with how far they are, then runs that clients log: those that still speak before those that fell silent. */
export function RunningPanel({ running, logged }: { running: Overview['running']; logged: Overview['logged'] }) {
  const runs = [...logged.items].sort((a, b) => Number(a.stalled) - Number(b.stalled));
  return (
    <ListPanel
      title={text.home.running}
      total={running.total + logged.total}
      none={text.home.nothingRunning}
      rest={running.total > running.items.length ? '/jobs?state=active' : '/experiments'}
    >
      {[
        ...running.items.map((job) => <RunningJob key={job.id} job={job} />),
        ...runs.map((run) => <RunningRun key={run.id} run={run} />),
      ]}
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

function RunningRun({ run }: { run: LoggedRun }) {
  const { metric, lastStep } = run;
  return (
    <li>
      <div className="row">
        <StatusBadge status={run.stalled ? 'stalled' : 'running'} iconOnly />
        <Link to={`/runs/${run.id}`} className="main-link clip">
          {run.name}
        </Link>
        {run.experiment ? (
          <Link to={`/experiments/${run.experiment.id}`} className="mut small clip home-experiment">
            {run.experiment.name}
          </Link>
        ) : null}
        <span className="grow" />
        {lastStep === null ? null : (
          <span className="mut small num home-wide">{text.home.step(formatCount(lastStep))}</span>
        )}
        {metric ? (
          <span className="small num" title={metric.key}>
            <span className="mut home-wide">{metric.key}</span> {formatNumber(readNumber(metric.last))}
          </span>
        ) : null}
        <span className="small">
          <Elapsed since={run.startedAt} />
        </span>
      </div>
      {run.stalled ? (
        <div className="small warn-text">
          {text.home.lastWord} <TimeAgo time={run.lastWordAt} />
        </div>
      ) : null}
    </li>
  );
}
