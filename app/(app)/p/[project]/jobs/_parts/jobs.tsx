'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useMemo } from 'react';
import { jobBadge } from '#app/_ui/job/job-badge.ts';
import { JobProgressCell } from '#app/_ui/job/job-progress.tsx';
import type { JobAnswer, WorkerAnswer } from '#lib/queue/schema.ts';
import { apiUrl, useApi } from '#lib/ui/api.ts';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { Select } from '#lib/ui/field.tsx';
import { ListPage } from '#lib/ui/list-page.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Page } from '#lib/ui/page.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Elapsed, TimeAgo } from '#lib/ui/time-ago.tsx';
import { useOrigin } from '#lib/ui/use-origin.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { type JobQuestion, jobStateNames, readJobState, statesOf } from './job-question.ts';
import { Workers } from './workers.tsx';

interface JobPage {
  items: JobAnswer[];
  nextCursor: string | null;
}

const columns: Column<JobAnswer>[] = [
  {
    id: 'name',
    header: () => text.jobs.name,
    sort: (job) => job.runName,
    cell: (job) => (
      <Link to={`/jobs/${job.id}`} className="main-link">
        {job.runName}
      </Link>
    ),
  },
  { id: 'kind', wide: true, header: () => text.jobs.kind, sort: (job) => job.kind, cell: (job) => job.kind },
  {
    id: 'state',
    header: () => text.jobs.state,
    sort: (job) => job.state,
    cell: (job) => <StatusBadge status={jobBadge[job.state]} />,
  },
  { id: 'progress', header: () => text.jobs.progress, cell: (job) => <JobProgressCell job={job} /> },
  {
    id: 'worker',
    wide: true,
    header: () => text.jobs.worker,
    sort: (job) => job.worker?.name ?? null,
    cell: (job) => <span className="mut">{job.worker?.name}</span>,
  },
  {
    id: 'took',
    wide: true,
    header: () => text.jobs.took,
    align: 'right',
    cell: (job) => <Elapsed since={job.startedAt} until={job.finishedAt} />,
  },
  {
    id: 'created',
    header: () => text.jobs.created,
    align: 'right',
    sort: (job) => job.createdAt,
    cell: (job) => <TimeAgo time={job.createdAt} />,
  },
];

/** The queue: what waits and why, what runs, what ended; and who works. */
export function Jobs({ first, workers }: { first: { question: JobQuestion; page: JobPage }; workers: WorkerAnswer[] }) {
  const api = useApi();
  const origin = useOrigin();
  const { project } = useNavigation();
  const [chosen, setChosen] = useUrlState<string>('state', 'all', first.question.state);
  const [q, setQ] = useUrlState<string>('q', '', first.question.q);
  const state = readJobState(chosen);
  const jobs = useInfiniteQuery({
    queryKey: ['job', { state, q }],
    queryFn: ({ signal, pageParam }) => {
      const search = new URLSearchParams(statesOf[state].map((one) => ['state', one]));
      if (q) search.set('q', q);
      if (pageParam) search.set('cursor', pageParam);
      return api<JobPage>(`/jobs?${search}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...(state === first.question.state && q === first.question.q
      ? { initialData: { pages: [first.page], pageParams: [''] } }
      : {}),
  });
  const rows = useMemo(() => jobs.data?.pages.flatMap((page) => page.items), [jobs.data]);
  return (
    <Page fill crumbs={[{ label: text.jobs.title }]}>
      <ListPage
        above={<Workers initial={workers} />}
        search={{ label: text.jobs.search, value: q, onChange: setQ }}
        controls={
          <Select
            hideLabel
            label={text.jobs.filter}
            value={state}
            onChange={(event) => setChosen(event.target.value)}
            options={jobStateNames.map((name) => ({ value: name, label: text.jobs.filters[name] }))}
          />
        }
        count={rows && text.jobs.count(rows.length, jobs.hasNextPage)}
        error={jobs.error}
        onRetry={() => void jobs.refetch()}
      >
        <DataTable
          label={text.jobs.title}
          rows={rows}
          columns={columns}
          rowId={(job) => job.id}
          rowTo={(job) => `/jobs/${job.id}`}
          keys
          height="100%"
          onEnd={jobs.hasNextPage ? () => void (jobs.isFetchingNextPage || jobs.fetchNextPage()) : undefined}
          empty={
            q || state !== 'all' ? (
              text.jobs.noMatch
            ) : (
              <EmptyState
                icon={ListChecks}
                title={text.jobs.emptyTitle}
                commands={`curl -X POST ${origin}${apiUrl(project, '/example')} \\\n  -H 'content-type: application/json' -d '{}'`}
              >
                {text.jobs.empty}
              </EmptyState>
            )
          }
        />
      </ListPage>
    </Page>
  );
}
