'use client';

import { useQuery } from '@tanstack/react-query';
import { Box } from 'lucide-react';
import type { ModelAnswer } from '#lib/models/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Bytes, Count } from '#lib/ui/numbers.tsx';
import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { modelPage } from './model-page.ts';

const columns: Column<ModelAnswer>[] = [
  {
    id: 'name',
    header: () => text.models.name,
    sort: (model) => model.name,
    cell: (model) => (
      <Link to={modelPage(model.name)} className="main-link">
        {model.name}
      </Link>
    ),
  },
  {
    id: 'aliases',
    header: () => text.models.aliases,
    cell: (model) =>
      Object.entries(model.aliases).map(([alias, number]) => (
        <Chip key={alias} tone="accent">{`@${alias} ${number}`}</Chip>
      )),
  },
  {
    id: 'versions',
    header: () => text.models.versions,
    align: 'right',
    sort: (model) => model.versions,
    cell: (model) => <Count value={model.versions} />,
  },
  {
    id: 'task',
    header: () => text.models.task,
    cell: (model) => <span className="mut">{model.latest?.signature?.task}</span>,
  },
  {
    id: 'size',
    header: () => text.models.size,
    align: 'right',
    sort: (model) => model.latest?.size ?? null,
    cell: (model) => (model.latest ? <Bytes value={model.latest.size} /> : null),
  },
  {
    id: 'created',
    header: () => text.models.latest,
    align: 'right',
    sort: (model) => model.latest?.createdAt ?? null,
    cell: (model) => <TimeAgo time={model.latest?.createdAt ?? null} />,
  },
];

/** All registered models of the project. */
export function Models({ initial }: { initial: ModelAnswer[] }) {
  const api = useApi();
  const models = useQuery({
    queryKey: ['model'],
    queryFn: async ({ signal }) => (await api<{ items: ModelAnswer[] }>('/models', { signal })).items,
    initialData: initial,
  });
  return (
    <Page crumbs={[{ label: text.models.title }]}>
      {models.isError ? <ErrorState error={models.error} onRetry={() => void models.refetch()} /> : null}
      <Panel flush title={text.models.title}>
        <DataTable
          label={text.models.title}
          rows={models.data}
          columns={columns}
          rowId={(model) => model.id}
          rowTo={(model) => modelPage(model.name)}
          keys
          initialSort={{ id: 'created', desc: true }}
          empty={
            <EmptyState icon={Box} title={text.models.emptyTitle}>
              {text.models.empty}
            </EmptyState>
          }
        />
      </Panel>
    </Page>
  );
}
