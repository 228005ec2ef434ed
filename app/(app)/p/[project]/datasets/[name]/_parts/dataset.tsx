'use client';

import { useQuery } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDetail, VersionSummary } from '#lib/datasets/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Bytes, Count } from '#lib/ui/numbers.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { ImportDialog } from '../../_parts/import-dialog.tsx';
import { sourceWords } from '../../_parts/source-words.ts';
import { useFileDrop } from '../../_parts/use-file-drop.ts';
import '../../_parts/datasets.css';

const toVersion = (row: VersionSummary) => `/datasets/${encodeURIComponent(row.dataset)}/${row.number}`;

const columns: Column<VersionSummary>[] = [
  {
    id: 'version',
    header: () => text.datasets.version,
    sort: (row) => row.number,
    cell: (row) => (
      <Link to={toVersion(row)} className="main-link num">
        {text.datasets.versionName(row.number)}
      </Link>
    ),
  },
  {
    id: 'rows',
    header: () => text.datasets.rows,
    align: 'right',
    sort: (row) => row.rowCount,
    cell: (row) => <Count value={row.rowCount} />,
  },
  {
    id: 'columns',
    header: () => text.datasets.columns,
    align: 'right',
    sort: (row) => row.columns.length,
    cell: (row) => <Count value={row.columns.length} />,
  },
  {
    id: 'size',
    header: () => text.datasets.size,
    align: 'right',
    sort: (row) => row.byteSize,
    cell: (row) => <Bytes value={row.byteSize} />,
  },
  {
    id: 'format',
    header: () => text.datasets.format,
    sort: (row) => row.format,
    cell: (row) => text.datasets.importer.formatNames[row.format],
  },
  {
    id: 'from',
    header: () => text.datasets.from,
    sort: sourceWords,
    cell: (row) => <span className="clip mut">{sourceWords(row)}</span>,
  },
  { id: 'digest', header: () => text.datasets.digest, cell: (row) => <CopyText value={row.digest} /> },
  {
    id: 'run',
    header: () => text.datasets.run,
    cell: (row) =>
      row.runId ? (
        <Link to={`/runs/${row.runId}`} className="link mono">
          {row.runId.slice(-8)}
        </Link>
      ) : null,
  },
  {
    id: 'created',
    header: () => text.datasets.created,
    align: 'right',
    sort: (row) => row.createdAt,
    cell: (row) => <TimeAgo time={row.createdAt} />,
  },
];

export function Dataset({ initial }: { initial: DatasetDetail }) {
  const api = useApi();
  const [dialog, setDialog] = useState<{ file?: File }>();
  const query = useQuery({
    queryKey: ['dataset', initial.id],
    queryFn: ({ signal }) => api<DatasetDetail>(`/datasets/${initial.id}`, { signal }),
    initialData: initial,
  });
  const dataset = query.data;
  const editable = dataset.kind === 'data';
  const over = useFileDrop((file) => setDialog({ file }), editable && dialog === undefined);
  return (
    <Page
      crumbs={[{ label: text.datasets.title, to: '/datasets' }, { label: dataset.name }]}
      actions={
        editable ? (
          <Button look="primary" icon={Upload} onClick={() => setDialog({})}>
            {text.datasets.newVersion}
          </Button>
        ) : undefined
      }
      header={
        <PageTitle title={dataset.name} chips={<Chip>{text.datasets.versionCount(dataset.versions)}</Chip>}>
          {dataset.description ? <div className="mut">{dataset.description}</div> : null}
        </PageTitle>
      }
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => query.refetch()} />
      ) : (
        <Panel flush>
          <DataTable
            label={text.datasets.versionsLabel}
            rows={dataset.items}
            columns={columns}
            rowId={(row) => row.id}
            rowTo={toVersion}
            empty={text.datasets.emptyDataset}
            keys
          />
        </Panel>
      )}
      {over ? <div className="dataset-page-drop">{text.datasets.dropHere}</div> : null}
      {dialog ? <ImportDialog into={dataset.name} {...dialog} onClose={() => setDialog(undefined)} /> : null}
    </Page>
  );
}
