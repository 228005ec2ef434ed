'use client';

import { Download } from 'lucide-react';
import { useMemo } from 'react';
import type { VersionDetail } from '#lib/datasets/schema.ts';
import { apiUrl } from '#lib/ui/api.ts';
import { CopyBlock, CopyText } from '#lib/ui/copy-button.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Bytes, Count } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';

type File = VersionDetail['files'][number];

/** Address of a file in the API. */
export function filePath(version: Pick<VersionDetail, 'dataset' | 'number'>, path: string): string {
  const parts = path.split('/').map(encodeURIComponent).join('/');
  return `/datasets/${encodeURIComponent(version.dataset)}/versions/${version.number}/files/${parts}`;
}

export function Files({ version }: { version: VersionDetail }) {
  const { project } = useNavigation();
  const columns = useMemo<Column<File>[]>(
    () => [
      {
        id: 'path',
        header: text.datasets.files.path,
        sort: (row) => row.path,
        cell: (row) => <span className="mono">{row.path}</span>,
      },
      {
        id: 'rows',
        header: text.datasets.rows,
        align: 'right',
        sort: (row) => row.rowCount,
        cell: (row) => (row.rowCount === null ? null : <Count value={row.rowCount} />),
      },
      {
        id: 'size',
        header: text.datasets.size,
        align: 'right',
        sort: (row) => row.size,
        cell: (row) => <Bytes value={row.size} />,
      },
      { id: 'digest', header: text.datasets.digest, cell: (row) => <CopyText value={row.digest} head={12} tail={8} /> },
      {
        id: 'download',
        header: '',
        label: text.datasets.download,
        align: 'right',
        width: 40,
        cell: (row) => (
          <a
            className="icon-btn"
            href={apiUrl(project, filePath(version, row.path))}
            download
            aria-label={text.datasets.downloadFile(row.path)}
            title={text.datasets.downloadFile(row.path)}
          >
            <Download size={14} aria-hidden />
          </a>
        ),
      },
    ],
    [project, version],
  );
  const parsed = Object.keys(version.readOptions).length > 0;
  return (
    <div className="stack">
      <Panel
        flush
        footer={
          version.fileCount > version.files.length
            ? text.datasets.files.more(version.files.length, version.fileCount)
            : text.datasets.files.explain
        }
      >
        <DataTable
          label={text.datasets.files.label}
          rows={version.files}
          columns={columns}
          rowId={(row) => row.path}
          height="60vh"
          keys
        />
      </Panel>
      {parsed ? (
        <Panel title={text.datasets.files.readOptions}>
          <CopyBlock code={JSON.stringify(version.readOptions, null, 2)} />
        </Panel>
      ) : null}
    </div>
  );
}
