'use client';

import type { JobDetail } from '#lib/queue/schema.ts';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/en.ts';
import { DateTime, Elapsed } from '#lib/ui/time-ago.tsx';

type Attempt = JobDetail['attempts'][number];
const words = text.jobs.one;

const columns: Column<Attempt>[] = [
  { id: 'number', header: text.jobs.attempt, align: 'right', cell: (attempt) => attempt.number },
  {
    id: 'outcome',
    header: words.outcome,
    cell: (attempt) => (
      <>
        {words.outcomes[attempt.outcome]}
        {attempt.error ? <span className="mut"> {attempt.error.message}</span> : null}
      </>
    ),
  },
  { id: 'worker', header: text.jobs.worker, cell: (attempt) => attempt.worker.name },
  { id: 'started', header: words.started, cell: (attempt) => <DateTime time={attempt.startedAt} /> },
  {
    id: 'took',
    header: text.jobs.took,
    align: 'right',
    cell: (attempt) => <Elapsed since={attempt.startedAt} until={attempt.endedAt} />,
  },
];

/** Every attempt of a job: which worker, how it ended, how long it took. */
export function Attempts({ job }: { job: JobDetail }) {
  if (job.attempts.length === 0) return null;
  return (
    <Panel flush title={words.attempts}>
      <DataTable
        label={words.attempts}
        rows={job.attempts}
        columns={columns}
        rowId={(attempt) => String(attempt.number)}
      />
    </Panel>
  );
}
