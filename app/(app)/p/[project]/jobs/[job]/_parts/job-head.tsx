'use client';

import { unitWord } from '#app/_ui/job/unit-word.ts';
import type { JobDetail } from '#lib/queue/schema.ts';
import { formatBytes, formatCount, formatDuration } from '#lib/ui/format.ts';
import { Progress } from '#lib/ui/progress.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Elapsed } from '#lib/ui/time-ago.tsx';

/** The bar and the figures below a job's title: how far, how fast, how long still; or why it waits or ended. */
export function JobHead({ job }: { job: JobDetail }) {
  const { done, total, unit, message, ratePerSecond } = job.progress;
  const show = unit === 'bytes' ? formatBytes : formatCount;
  if (job.state === 'queued') {
    const place = job.wait?.place;
    return (
      <p className="mut" role="status">
        {place ? `${text.jobs.one.waiting(place)}. ` : ''}
        {job.wait?.message}
      </p>
    );
  }
  const known = done !== undefined && total !== undefined && total > 0;
  const left = known && ratePerSecond ? ((total - done) / ratePerSecond) * 1000 : undefined;
  return (
    <div className="job-head">
      {job.state === 'running' ? (
        <Progress {...(known ? { value: done / total } : {})} label={message ?? job.runName} />
      ) : null}
      <div className="row wrap num job-figures" role="status">
        {known ? (
          <span>
            <b>{show(done)}</b>{' '}
            <span className="mut">{text.jobs.one.ofTotal(show(total), unit === 'bytes' ? '' : unitWord(unit))}</span>
          </span>
        ) : null}
        {ratePerSecond ? <span>{text.jobs.one.rate(ratePerSecond)}</span> : null}
        {job.state === 'running' && left !== undefined ? <span>{text.jobs.one.left(formatDuration(left))}</span> : null}
        <Elapsed since={job.startedAt} until={job.finishedAt} />
        <span className="mut">{message}</span>
        {job.statusReason ? <span className="mut">{job.statusReason}</span> : null}
      </div>
    </div>
  );
}
