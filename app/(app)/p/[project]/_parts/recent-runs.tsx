'use client';

import { shownStatus } from '#app/_ui/run/status-of.ts';
import type { RecentRun } from '#lib/overview/schema.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Elapsed, TimeAgo } from '#lib/ui/time-ago.tsx';

const columns: Column<RecentRun>[] = [
  {
    id: 'name',
    header: () => text.home.run,
    cell: (run) => (
      <Link to={`/runs/${run.id}`} className="main-link clip home-run" title={run.name}>
        {run.name}
      </Link>
    ),
  },
  { id: 'status', header: () => text.home.status, cell: (run) => <StatusBadge status={shownStatus(run)} /> },
  { id: 'kind', header: () => text.home.kind, wide: true, cell: (run) => <span className="mut">{run.kind}</span> },
  {
    id: 'experiment',
    header: () => text.home.experiment,
    cell: (run) =>
      run.experiment ? (
        <Link to={`/experiments/${run.experiment.id}`} className="mut clip home-run" title={run.experiment.name}>
          {run.experiment.name}
        </Link>
      ) : (
        <span className="dim">–</span>
      ),
  },
  {
    id: 'took',
    header: () => text.home.took,
    align: 'right',
    cell: (run) =>
      run.startedAt && (run.endedAt || run.status === 'running') ? (
        <Elapsed since={run.startedAt} until={run.endedAt} />
      ) : (
        <span className="dim">–</span>
      ),
  },
  {
    id: 'started',
    header: () => text.home.started,
    align: 'right',
    cell: (run) => <TimeAgo time={run.startedAt ?? run.createdAt} />,
  },
];

export function RecentRuns({ runs }: { runs: RecentRun[] }) {
  return (
    <Panel title={text.home.recent} flush>
      <DataTable
        label={text.home.recent}
        rows={runs}
        columns={columns}
        rowId={(run) => run.id}
        rowTo={(run) => `/runs/${run.id}`}
        keys
      />
    </Panel>
  );
}
