'use client';

import type { JobDetail } from '#lib/queue/schema.ts';
import { Panel } from '#lib/ui/panel.tsx';
import { type Status, StatusBadge } from '#lib/ui/status-badge.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Elapsed, TimeAgo } from '#lib/ui/time-ago.tsx';

type Attempt = JobDetail['attempts'][number];

const icons: Record<Attempt['outcome'], Status> = {
  running: 'running',
  succeeded: 'finished',
  failed: 'failed',
  canceled: 'canceled',
  lost: 'stalled',
  released: 'preempted',
};

const columns: Column<Attempt>[] = [
  { id: 'number', header: () => text.run.logAttempt, cell: (attempt) => <span className="num">{attempt.number}</span> },
  {
    id: 'outcome',
    header: () => text.run.outcomeHeader,
    cell: (attempt) => (
      <>
        <StatusBadge status={icons[attempt.outcome]} label={text.run.outcome[attempt.outcome]} />
        {attempt.error ? <span className="mut"> {attempt.error.message}</span> : null}
      </>
    ),
  },
  { id: 'worker', header: () => text.run.attemptWorker, cell: (attempt) => attempt.worker.name },
  {
    id: 'started',
    header: () => text.runs.started,
    align: 'right',
    cell: (attempt) => <TimeAgo time={attempt.startedAt} />,
  },
  {
    id: 'took',
    header: () => text.runs.duration,
    align: 'right',
    cell: (attempt) => <Elapsed since={attempt.startedAt} until={attempt.endedAt} />,
  },
];

/** Who executed it, and how each attempt ended. */
export function AttemptsPanel({ job }: { job: JobDetail }) {
  if (job.attempts.length === 0) return null;
  return (
    <Panel flush title={text.run.attempts} hint={text.run.attemptsHint(job.failures, job.maxAttempts)}>
      <DataTable
        label={text.run.attempts}
        rows={job.attempts}
        columns={columns}
        rowId={(attempt) => String(attempt.number)}
      />
    </Panel>
  );
}
