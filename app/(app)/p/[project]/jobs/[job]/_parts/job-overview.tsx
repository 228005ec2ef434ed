'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { AttemptsPanel } from '#app/_ui/job/attempts-panel.tsx';
import { scoreBins } from '#app/_ui/prediction/score-bins.ts';
import type { PartitionList } from '#lib/predictions/schema.ts';
import type { JobDetail } from '#lib/queue/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Histogram } from '#lib/ui/chart/histogram.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';
import { Partitions } from './partitions.tsx';

/** Partitions and scores of a batch job; error, attempts and facts of any. */
export function JobOverview({ job, partitions }: { job: JobDetail; partitions: PartitionList | undefined }) {
  const api = useApi();
  const batch = job.kind === 'batch-predict';
  const parts = useQuery({
    queryKey: ['job', job.id, 'partitions'],
    queryFn: ({ signal }) => api<PartitionList>(`/jobs/${job.id}/partitions`, { signal }),
    ...(partitions ? { initialData: partitions } : {}),
    enabled: batch,
  });
  const bins = useMemo(() => scoreBins(parts.data?.histogram ?? []), [parts.data?.histogram]);
  const output = batch ? outputOf(job.payload) : undefined;
  return (
    <div className="cols">
      <div className="stack">
        {job.error && job.state !== 'succeeded' ? (
          <Panel title={text.jobs.one.failed}>
            <ErrorState
              error={
                new ApiError(job.error.message, {
                  status: 422,
                  code: job.error.code,
                  fields: job.error.fields ?? [],
                  ...(job.error.hint === undefined ? {} : { hint: job.error.hint }),
                })
              }
            />
          </Panel>
        ) : null}
        {parts.isError ? <ErrorState error={parts.error} onRetry={() => void parts.refetch()} /> : null}
        {parts.data && parts.data.items.length > 0 ? <Partitions jobId={job.id} items={parts.data.items} /> : null}
        <AttemptsPanel job={job} />
      </div>
      <div className="stack">
        {bins.length > 0 ? (
          <Histogram title={job.state === 'running' ? text.jobs.scoresSoFar : text.jobs.scores} bins={bins} />
        ) : null}
        {output !== undefined && job.state !== 'succeeded' ? (
          <Panel title={text.jobs.publishing.title}>
            <KeyValue
              rows={[
                [text.jobs.publishing.checks, text.jobs.publishing.checksText],
                [text.jobs.publishing.format, text.jobs.publishing.formatText],
                [
                  text.jobs.publishing.into,
                  <span key="into" className="mono">
                    {output}
                  </span>,
                ],
                [text.jobs.publishing.readers, text.jobs.publishing.readersText],
              ]}
            />
          </Panel>
        ) : null}
        <Panel title={text.jobs.one.about}>
          <KeyValue
            rows={[
              ['id', <CopyText key="id" value={job.id} />],
              [text.jobs.kind, job.kind],
              [text.jobs.one.schedule, job.schedule ? <StartedBy key="schedule" schedule={job.schedule} /> : undefined],
              [text.jobs.worker, job.worker?.name],
              [text.jobs.created, <DateTime key="created" time={job.createdAt} />],
              [text.jobs.one.started, job.startedAt ? <DateTime key="started" time={job.startedAt} /> : undefined],
            ]}
          />
        </Panel>
      </div>
    </div>
  );
}

function StartedBy({ schedule }: { schedule: NonNullable<JobDetail['schedule']> }) {
  return (
    <>
      {schedule.deleted ? (
        schedule.name
      ) : (
        <Link className="link" to={`/schedules/${schedule.id}`}>
          {schedule.name}
        </Link>
      )}{' '}
      <span className="mut">
        <DateTime time={schedule.nominalAt} />
      </span>
    </>
  );
}

function outputOf(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('output' in payload)) return undefined;
  return typeof payload.output === 'string' ? payload.output : undefined;
}
