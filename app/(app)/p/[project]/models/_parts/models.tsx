'use client';

import { useQuery } from '@tanstack/react-query';
import { Box } from 'lucide-react';
import { useMemo } from 'react';
import type { ModelAnswer } from '#lib/models/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ListPage } from '#lib/ui/list-page.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Bytes, Count } from '#lib/ui/numbers.tsx';
import { Page } from '#lib/ui/page.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { useOrigin } from '#lib/ui/use-origin.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
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
      Object.keys(model.aliases).length === 0 ? null : (
        <span className="row">
          {Object.entries(model.aliases).map(([alias, number]) => (
            <Chip key={alias} tone="accent">{`@${alias} ${number}`}</Chip>
          ))}
        </span>
      ),
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
    wide: true,
    header: () => text.models.task,
    cell: (model) => <span className="mut">{model.latest?.signature?.task}</span>,
  },
  {
    id: 'size',
    wide: true,
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
  const origin = useOrigin();
  const { project } = useNavigation();
  const [q, setQ] = useUrlState<string>('q', '');
  const rows = useMemo(
    () => models.data.filter((model) => wordsOf(model).includes(q.trim().toLowerCase())),
    [models.data, q],
  );
  if (models.data.length === 0 && !models.isError) {
    return (
      <Page crumbs={[{ label: text.models.title }]}>
        <EmptyState
          icon={Box}
          title={text.models.emptyTitle}
          commands={text.models.emptyCommands(project === 'default' ? origin : `${origin}/p/${project}`)}
          actions={<LinkButton to="/experiments">{text.models.chooseRun}</LinkButton>}
        >
          {text.models.empty}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page fill crumbs={[{ label: text.models.title }]}>
      <ListPage
        search={{ label: text.models.search, value: q, onChange: setQ }}
        count={text.models.count(rows.length)}
        error={models.error}
        onRetry={() => void models.refetch()}
      >
        <DataTable
          label={text.models.title}
          rows={rows}
          columns={columns}
          rowId={(model) => model.id}
          rowTo={(model) => modelPage(model.name)}
          keys
          initialSort={{ id: 'created', desc: true }}
          height="100%"
          empty={text.models.noMatch(q)}
        />
      </ListPage>
    </Page>
  );
}

/** What a search looks through. */
function wordsOf({ name, description, aliases, latest }: ModelAnswer): string {
  const task = latest?.signature?.task ?? '';
  return `${name} ${description} ${Object.keys(aliases).join(' ')} ${task}`.toLowerCase();
}
