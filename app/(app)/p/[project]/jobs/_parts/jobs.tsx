'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { jobBadge } from '#app/_ui/job/job-badge.ts';
import { JobProgressCell } from '#app/_ui/job/job-progress.tsx';
import type { JobAnswer, WorkerAnswer } from '#lib/queue/schema.ts';
import { apiUrl, useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Select } from '#lib/ui/field.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Elapsed, TimeAgo } from '#lib/ui/time-ago.tsx';
import { useOrigin } from '#lib/ui/use-origin.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { Workers } from './workers.tsx';

interface JobPage {
  items: JobAnswer[];
  nextCursor: string | null;
}

const statesOf = {
  all: [],
  active: ['queued', 'running'],
  ended: ['succeeded', 'failed', 'canceled'],
  failed: ['failed'],
} as const;
type Filter = keyof typeof statesOf;
const filters = Object.keys(statesOf) as Filter[];

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
  { id: 'kind', header: () => text.jobs.kind, sort: (job) => job.kind, cell: (job) => job.kind },
  {
    id: 'state',
    header: () => text.jobs.state,
    sort: (job) => job.state,
    cell: (job) => <StatusBadge status={jobBadge[job.state]} />,
  },
  { id: 'progress', header: () => text.jobs.progress, cell: (job) => <JobProgressCell job={job} /> },
  {
    id: 'worker',
    header: () => text.jobs.worker,
    sort: (job) => job.worker?.name ?? null,
    cell: (job) => <span className="mut">{job.worker?.name}</span>,
  },
  {
    id: 'took',
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
export function Jobs({ initial, workers }: { initial: JobPage; workers: WorkerAnswer[] }) {
  const api = useApi();
  const origin = useOrigin();
  const { project } = useNavigation();
  const [chosen, setChosen] = useUrlState<string>('state', 'all');
  const filter = filters.find((name) => name === chosen) ?? 'all';
  const jobs = useInfiniteQuery({
    queryKey: ['job', { state: filter }],
    queryFn: ({ signal, pageParam }) => {
      const search = new URLSearchParams(statesOf[filter].map((state) => ['state', state]));
      if (pageParam) search.set('cursor', pageParam);
      return api<JobPage>(`/jobs?${search}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    ...(filter === 'all' ? { initialData: { pages: [initial], pageParams: [''] } } : {}),
  });
  const rows = jobs.data?.pages.flatMap((page) => page.items);
  return (
    <Page crumbs={[{ label: text.jobs.title }]}>
      <div className="stack">
        <Workers initial={workers} />
        {jobs.isError ? (
          <Panel>
            <ErrorState error={jobs.error} onRetry={() => void jobs.refetch()} />
          </Panel>
        ) : null}
        <Panel
          flush
          title={text.jobs.title}
          actions={
            <Select
              hideLabel
              label={text.jobs.filter}
              value={filter}
              onChange={(event) => setChosen(event.target.value)}
              options={filters.map((name) => ({ value: name, label: text.jobs.filters[name] }))}
            />
          }
        >
          <DataTable
            label={text.jobs.title}
            rows={rows}
            columns={columns}
            rowId={(job) => job.id}
            rowTo={(job) => `/jobs/${job.id}`}
            keys
            empty={
              <EmptyState
                icon={ListChecks}
                title={text.jobs.emptyTitle}
                commands={`curl -X POST ${origin}${apiUrl(project, '/example')} -H 'content-type: application/json' -d '{}'`}
              >
                {text.jobs.empty}
              </EmptyState>
            }
          />
        </Panel>
        {jobs.hasNextPage ? (
          <Button busy={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
            {text.jobs.more}
          </Button>
        ) : null}
      </div>
    </Page>
  );
}
