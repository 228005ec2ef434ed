'use client';

import { useQuery } from '@tanstack/react-query';
import { modelPath } from '#app/_ui/run/thing-path.ts';
import type { ModelDetail, ModelVersionAnswer } from '#lib/models/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Bytes } from '#lib/ui/numbers.tsx';
import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';

const pathOf = (version: ModelVersionAnswer) => modelPath({ name: version.model, number: version.number });

const columns: Column<ModelVersionAnswer>[] = [
  {
    id: 'number',
    header: () => text.models.version,
    sort: (version) => version.number,
    cell: (version) => (
      <Link to={pathOf(version)} className="main-link">
        {text.models.versionOf(version.number)}
      </Link>
    ),
  },
  {
    id: 'aliases',
    header: () => text.models.aliases,
    cell: (version) => version.aliases.map((alias) => <Chip key={alias} tone="accent">{`@${alias}`}</Chip>),
  },
  {
    id: 'run',
    header: () => text.models.run,
    cell: (version) =>
      version.runId === null ? (
        <span className="dim">{text.models.noRun}</span>
      ) : (
        <Link to={`/runs/${version.runId}`} className="link mono">
          {version.runId.slice(0, 12)}
        </Link>
      ),
  },
  {
    id: 'digest',
    header: () => text.models.digest,
    cell: (version) =>
      version.digest === null ? (
        <span className="dim">{text.models.outside}</span>
      ) : (
        <CopyText value={version.digest} head={6} tail={4} />
      ),
  },
  {
    id: 'size',
    header: () => text.models.size,
    align: 'right',
    sort: (version) => version.size,
    cell: (version) => <Bytes value={version.size} />,
  },
  {
    id: 'created',
    header: () => text.models.created,
    align: 'right',
    sort: (version) => version.createdAt,
    cell: (version) => <TimeAgo time={version.createdAt} />,
  },
];

/** The versions of one model, newest first. */
export function ModelVersions({ initial }: { initial: ModelDetail }) {
  const api = useApi();
  const { data: model } = useQuery({
    queryKey: ['model', initial.id],
    queryFn: ({ signal }) => api<ModelDetail>(`/models/${encodeURIComponent(initial.name)}`, { signal }),
    initialData: initial,
  });
  return (
    <Page crumbs={[{ label: text.models.title, to: '/models' }, { label: model.name }]}>
      <Panel flush title={model.name} hint={model.description}>
        <DataTable
          label={text.models.versions}
          rows={model.versions}
          columns={columns}
          rowId={(version) => version.id}
          rowTo={pathOf}
          keys
        />
      </Panel>
    </Page>
  );
}
