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

/** The frozen files of a version, with their digests, to download. */
export function ModelFiles({ version }: { version: ModelVersionDetail }) {
  const { project } = useNavigation();
  if (version.files.length === 0) return <Panel title={text.models.one.files}>{text.models.one.noFiles}</Panel>;
  const href = (path: string) => {
    const query = new URLSearchParams({ name: version.model, version: String(version.number), path });
    return `${projectPath(project, '/model-versions/get-artifact')}?${query}`;
  };
  return (
    <Panel flush title={text.models.one.files}>
      <DataTable
        label={text.models.one.files}
        rows={version.files}
        rowId={(file) => file.path}
        columns={[
          { id: 'path', header: text.models.one.path, cell: (file) => <span className="mono">{file.path}</span> },
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
                aria-label={text.models.one.download(file.path)}
              />
            ),
          },
        ]}
      />
    </Panel>
  );
}
