'use client';

import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { apiUrl } from '#lib/ui/api.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { Input } from '#lib/ui/field.tsx';
import { formatBytes, middleEllipsis } from '#lib/ui/format.ts';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';

interface File {
  path: string;
  digest: string;
}

export interface CodeView {
  digest: string;
  kind: string;
  gitCommit: string | null;
  createdAt: string;
  files: File[];
  /** null where the sources were not archived. */
  archiveSize: number | null;
}

const columns: Column<File>[] = [
  {
    id: 'path',
    header: () => text.code.path,
    sort: (file) => file.path,
    cell: (file) => <span className="mono">{file.path}</span>,
  },
  { id: 'digest', header: () => text.code.digest, cell: (file) => <CopyText value={file.digest} head={12} tail={8} /> },
];

/** What code ran: the list of files whose digest is the version, and the sources to take away. */
export function CodeVersion({ version }: { version: CodeView }) {
  const { project } = useNavigation();
  const [filter, setFilter] = useState('');
  const files = useMemo(
    () => version.files.filter((file) => file.path.toLowerCase().includes(filter.toLowerCase())),
    [version.files, filter],
  );
  const archive = apiUrl(project, `/code/${version.digest}/archive`);
  return (
    <Page
      crumbs={[{ label: text.code.title }, { label: middleEllipsis(version.digest, 8, 4) }]}
      header={
        <PageTitle
          title={<span className="mono">{middleEllipsis(version.digest, 12, 8)}</span>}
          chips={<Chip>{version.kind}</Chip>}
          actions={
            version.archiveSize !== null ? (
              <LinkButton href={archive} icon={Download} download>
                {`${text.code.download} (${formatBytes(version.archiveSize)})`}
              </LinkButton>
            ) : (
              <span className="mut">{text.code.noArchive}</span>
            )
          }
        />
      }
    >
      <div className="stack">
        <Panel>
          <div className="stack">
            <p className="mut">{text.code.lead}</p>
            <KeyValue
              rows={[
                [text.code.digest, <CopyText key="digest" value={version.digest} head={16} tail={16} />],
                [
                  text.code.commit,
                  version.gitCommit === null ? undefined : (
                    <CopyText key="commit" value={version.gitCommit} head={12} tail={10} />
                  ),
                ],
                [text.code.recorded, <DateTime key="recorded" time={version.createdAt} />],
              ]}
            />
          </div>{' '}
        </Panel>
        <Panel
          flush
          title={text.code.files}
          hint={text.code.fileCount(files.length)}
          actions={
            <Input
              hideLabel
              label={text.code.filter}
              placeholder={text.code.filter}
              type="search"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          }
        >
          <DataTable
            label={text.code.files}
            rows={files}
            columns={columns}
            rowId={(file) => file.path}
            initialSort={{ id: 'path', desc: false }}
          />
        </Panel>
      </div>
    </Page>
  );
}
