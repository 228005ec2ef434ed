'use client';

import { useQuery } from '@tanstack/react-query';
import { FlaskConical, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ExperimentDialog } from '#app/_ui/experiment/experiment-dialog.tsx';
import { useTeachCommand } from '#app/_ui/experiment/use-teach-command.ts';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import type { ExperimentAnswer } from '#lib/experiments/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Input } from '#lib/ui/field.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Count } from '#lib/ui/numbers.tsx';
import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { useUrlState } from '#lib/ui/use-url-state.ts';

const columns: Column<ExperimentAnswer>[] = [
  {
    id: 'name',
    header: () => text.experiments.name,
    sort: (row) => row.name,
    cell: (row) => (
      <>
        <Link to={`/experiments/${row.id}`} className="main-link">
          {row.name}
        </Link>
        {row.description ? <span className="dim"> {row.description}</span> : null}
      </>
    ),
  },
  {
    id: 'runs',
    header: () => text.experiments.runs,
    align: 'right',
    sort: (row) => row.runs,
    cell: (row) => <Count value={row.runs} />,
  },
  {
    id: 'metric',
    header: () => text.experiments.primaryMetric,
    sort: (row) => row.primaryMetric,
    cell: (row) =>
      row.primaryMetric === null ? <span className="dim">–</span> : <span className="mono">{primaryOf(row)}</span>,
  },
  {
    id: 'last',
    header: () => text.experiments.lastActivity,
    align: 'right',
    sort: (row) => row.lastRunAt,
    cell: (row) => <TimeAgo time={row.lastRunAt} />,
  },
  {
    id: 'created',
    header: () => text.experiments.created,
    align: 'right',
    sort: (row) => row.createdAt,
    cell: (row) => <TimeAgo time={row.createdAt} />,
  },
];

function primaryOf(row: ExperimentAnswer): string {
  const sign = row.metricDirection === 'max' ? ' ↑' : row.metricDirection === 'min' ? ' ↓' : '';
  return `${row.primaryMetric}${sign}`;
}

/** All experiments of the project, and a way to start one. */
export function Experiments({ initial }: { initial: ExperimentAnswer[] }) {
  const api = useApi();
  const commands = useTeachCommand();
  const [creating, setCreating] = useState(false);
  const [query, setQuery] = useUrlState<string>('q', '');
  const experiments = useQuery({
    queryKey: ['experiment', { archived: false }],
    queryFn: async ({ signal }) => (await api<{ items: ExperimentAnswer[] }>('/experiments', { signal })).items,
    initialData: initial,
  });
  // Its run counts change with runs, not with the experiment.
  useRefetchOn('run', () => void experiments.refetch({ cancelRefetch: false }));
  useShortcut('n', text.experiments.create, () => setCreating(true));
  const rows = useMemo(
    () =>
      experiments.data.filter((row) => `${row.name} ${row.description}`.toLowerCase().includes(query.toLowerCase())),
    [experiments.data, query],
  );
  const unused = experiments.data.every((row) => row.runs === 0);
  return (
    <Page
      crumbs={[{ label: text.experiments.title }]}
      actions={
        <Button look="primary" icon={Plus} keys="n" onClick={() => setCreating(true)}>
          {text.experiments.create}
        </Button>
      }
    >
      <div className="stack">
        {experiments.isError ? (
          <Panel>
            <ErrorState error={experiments.error} onRetry={() => void experiments.refetch()} />
          </Panel>
        ) : null}
        <Panel
          flush
          title={text.experiments.title}
          actions={
            <Input
              hideLabel
              label={text.experiments.search}
              placeholder={text.experiments.search}
              type="search"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          }
        >
          <DataTable
            label={text.experiments.title}
            rows={rows}
            columns={columns}
            rowId={(row) => String(row.id)}
            rowTo={(row) => `/experiments/${row.id}`}
            keys
            initialSort={{ id: 'last', desc: true }}
            empty={query ? text.experiments.noMatch(query) : text.common.noRows}
          />
        </Panel>
        {unused ? (
          <Panel>
            <EmptyState icon={FlaskConical} title={text.runs.emptyTitle} commands={commands}>
              {text.experiments.empty}
            </EmptyState>
          </Panel>
        ) : null}
      </div>
      {creating ? <ExperimentDialog onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}
