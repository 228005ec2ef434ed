'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { jobBadge } from '#app/_ui/job/job-badge.ts';
import { unitWord } from '#app/_ui/job/unit-word.ts';
import type { JobDetail } from '#lib/queue/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { formatBytes, formatCount } from '#lib/ui/format.ts';
import { Progress } from '#lib/ui/progress.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';

/** A job while it works: its state, how far it is, why it failed. `onDone` is called once when it has succeeded. */
export function JobWatch({ jobId, working, onDone }: { jobId: string; working: string; onDone: () => void }) {
  const api = useApi();
  const query = useQuery({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => api<JobDetail>(`/jobs/${jobId}`, { signal }),
  });
  const told = useRef(false);
  const job = query.data;
  const succeeded = job?.state === 'succeeded';
  useEffect(() => {
    if (!succeeded || told.current) return;
    told.current = true;
    onDone();
  }, [succeeded, onDone]);

  if (query.isError) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  if (!job) return <Progress label={working} />;
  const { done, total, unit, message } = job.progress;
  const known = done !== undefined && total !== undefined && total > 0;
  const show = unit === 'bytes' ? formatBytes : formatCount;
  const detail = job.state === 'queued' ? (job.wait?.message ?? text.datasets.importer.queued) : (message ?? working);
  const failed = job.state === 'failed' || job.state === 'canceled';
  return (
    <div className="stack" aria-live="polite">
      <div className="row">
        <StatusBadge status={jobBadge[job.state]} />
        <span className="grow clip mut">{succeeded ? text.datasets.importer.done : detail}</span>
        {known && job.state === 'running' ? (
          <span className="num dim small">
            {show(done)} / {show(total)} {unit === 'bytes' ? '' : unitWord(unit)}
          </span>
        ) : null}
      </div>
      {failed ? (
        <ErrorState
          title={text.datasets.importer.failed}
          error={
            new ApiError(job.error?.message ?? job.statusReason ?? job.state, {
              code: job.error?.code ?? 'INTERNAL',
              status: 0,
              hint: job.error?.hint,
            })
          }
        />
      ) : (
        <Progress
          label={working}
          value={succeeded ? 1 : known ? done / total : undefined}
          tone={succeeded ? 'ok' : undefined}
        />
      )}
      <div className="row">
        <span className="grow dim small">
          {job.state === 'queued' || job.state === 'running' ? text.datasets.importer.keepsOn : ''}
        </span>
        <LinkButton small look="ghost" to={`/jobs/${jobId}`}>
          {text.datasets.importer.openJob}
        </LinkButton>
      </div>
    </div>
  );
}
