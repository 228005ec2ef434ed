'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Database, Plane, Upload } from 'lucide-react';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { DatasetSummary } from '#lib/datasets/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ListPage } from '#lib/ui/list-page.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Bytes, Count } from '#lib/ui/numbers.tsx';
import { Page } from '#lib/ui/page.tsx';
import { useCommands } from '#lib/ui/palette/palette.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { useErrorToast } from '#lib/ui/toast.tsx';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { ImportDialog } from './import-dialog.tsx';
import { sourceWords } from './source-words.ts';
import { useFileDrop } from './use-file-drop.ts';
import './datasets.css';

interface DatasetList {
  items: DatasetSummary[];
  nextCursor: string | null;
}

const toDataset = (row: DatasetSummary) => `/datasets/${encodeURIComponent(row.name)}`;

const columns: Column<DatasetSummary>[] = [
  {
    id: 'name',
    header: () => text.datasets.name,
    sort: (row) => row.name,
    cell: (row) => (
      <Link to={toDataset(row)} className="main-link">
        {row.name}
      </Link>
    ),
  },
  {
    id: 'version',
    header: () => text.datasets.version,
    align: 'right',
    sort: (row) => row.latest?.number,
    cell: (row) =>
      row.latest ? (
        <Link to={`${toDataset(row)}/${row.latest.number}`} className="link num">
          {row.latest.number}
        </Link>
      ) : (
        <span className="dim">{text.datasets.none}</span>
      ),
  },
  {
    id: 'rows',
    header: () => text.datasets.rows,
    align: 'right',
    sort: (row) => row.latest?.rowCount,
    cell: (row) => (row.latest ? <Count value={row.latest.rowCount} /> : null),
  },
  {
    id: 'columns',
    wide: true,
    header: () => text.datasets.columns,
    align: 'right',
    sort: (row) => row.latest?.columns.length,
    cell: (row) => (row.latest ? <Count value={row.latest.columns.length} /> : null),
  },
  {
    id: 'size',
    wide: true,
    header: () => text.datasets.size,
    align: 'right',
    sort: (row) => row.latest?.byteSize,
    cell: (row) => (row.latest ? <Bytes value={row.latest.byteSize} /> : null),
  },
  {
    id: 'from',
    wide: true,
    header: () => text.datasets.from,
    sort: (row) => (row.latest ? sourceWords(row.latest) : null),
    cell: (row) => (row.latest ? <span className="clip mut">{sourceWords(row.latest)}</span> : null),
  },
  {
    id: 'digest',
    wide: true,
    header: () => text.datasets.digest,
    cell: (row) => (row.latest ? <CopyText value={row.latest.digest} /> : null),
  },
  {
    id: 'created',
    header: () => text.datasets.created,
    align: 'right',
    sort: (row) => row.latest?.createdAt ?? row.createdAt,
    cell: (row) => <TimeAgo time={row.latest?.createdAt ?? row.createdAt} />,
  },
];

export function Datasets({ initial }: { initial: DatasetList }) {
  const api = useApi();
  const { project, go, href } = useNavigation();
  const [dialog, setDialog] = useState<{ file?: File }>();
  const list = useQuery({
    queryKey: ['dataset', { kind: 'data' }],
    queryFn: ({ signal }) => api<DatasetList>('/datasets?kind=data&limit=1000', { signal }),
    initialData: initial,
  });
  const [q, setQ] = useUrlState<string>('q', '');
  const rows = useMemo(
    () =>
      list.data.items.filter((row) => `${row.name} ${row.description}`.toLowerCase().includes(q.trim().toLowerCase())),
    [list.data, q],
  );
  const onError = useErrorToast();
  const example = useMutation({
    mutationFn: () =>
      api<{ jobId: string }>('/datasets/flights/imports', { method: 'POST', body: { example: 'flights-3m' } }),
    onSuccess: ({ jobId }) => go(href(`/jobs/${jobId}`)),
    onError,
  });
  const over = useFileDrop((file) => setDialog({ file }), dialog === undefined);
  const origin = useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => '',
  );
  useCommands([{ id: 'dataset.new', label: text.datasets.newDataset, run: () => setDialog({}) }]);

  return (
    <Page
      fill={list.data.items.length > 0}
      crumbs={[{ label: text.datasets.title }]}
      actions={
        <Button look="primary" icon={Upload} onClick={() => setDialog({})}>
          {text.datasets.newDataset}
        </Button>
      }
    >
      {list.data.items.length === 0 && !list.isError ? (
        <EmptyState
          icon={Database}
          title={text.datasets.emptyTitle}
          commands={text.datasets.emptyCommands(origin, project)}
          actions={
            <>
              <Button look="primary" icon={Upload} onClick={() => setDialog({})}>
                {text.datasets.newDataset}
              </Button>
              <Button icon={Plane} busy={example.isPending} onClick={() => example.mutate()}>
                {text.datasets.example}
              </Button>
            </>
          }
        >
          {text.datasets.empty}
        </EmptyState>
      ) : (
        <ListPage
          search={{ label: text.datasets.search, value: q, onChange: setQ }}
          count={text.datasets.count(rows.length)}
          error={list.error}
          onRetry={() => void list.refetch()}
        >
          <DataTable
            label={text.datasets.listLabel}
            rows={rows}
            columns={columns}
            rowId={(row) => row.id}
            rowTo={(row) => (row.latest ? `${toDataset(row)}/${row.latest.number}` : toDataset(row))}
            keys
            height="100%"
            empty={text.datasets.noMatch(q)}
          />
        </ListPage>
      )}
      {over ? <div className="dataset-page-drop">{text.datasets.dropHere}</div> : null}
      {dialog ? <ImportDialog {...dialog} onClose={() => setDialog(undefined)} /> : null}
    </Page>
  );
}
