'use client';

import { Download } from 'lucide-react';
import type { ModelVersionDetail } from '#lib/models/schema.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { projectPath, useNavigation } from '#lib/ui/navigation.tsx';
import { Bytes } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';

const words = text.models.one;

/** The frozen files of a version, with their digests, to download. */
export function ModelFiles({ version }: { version: ModelVersionDetail }) {
  const { project } = useNavigation();
  if (version.files.length === 0) return <Panel title={words.files}>{words.noFiles}</Panel>;
  const href = (path: string) => {
    const query = new URLSearchParams({ name: version.model, version: String(version.number), path });
    return `${projectPath(project, '/model-versions/get-artifact')}?${query}`;
  };
  return (
    <Panel flush title={words.files}>
      <DataTable
        label={words.files}
        rows={version.files}
        rowId={(file) => file.path}
        columns={[
          { id: 'path', header: words.path, cell: (file) => <span className="mono">{file.path}</span> },
          { id: 'size', header: text.models.size, align: 'right', cell: (file) => <Bytes value={file.size} /> },
          {
            id: 'digest',
            header: text.models.digest,
            cell: (file) => <CopyText value={file.digest} head={6} tail={4} />,
          },
          {
            id: 'download',
            header: '',
            label: text.common.open,
            cell: (file) => (
              <LinkButton
                small
                look="ghost"
                icon={Download}
                href={href(file.path)}
                aria-label={words.download(file.path)}
              />
            ),
          },
        ]}
      />
    </Panel>
  );
}
