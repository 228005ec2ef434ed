'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { PairsPanel } from '#app/_ui/run/pairs-panel.tsx';
import { RunLink } from '#app/_ui/run/run-link.tsx';
import { loggedDatasetPath } from '#app/_ui/run/thing-path.ts';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import { type LoggedDatasetDetail, longestText } from '#lib/datasets/logged/schema.ts';
import { nativeEquals } from '#lib/filter/write-native-term.ts';
import { useApi } from '#lib/ui/api.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyBlock, CopyText } from '#lib/ui/copy-button.tsx';
import { formatCount } from '#lib/ui/format.ts';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';

type LoggedColumn = NonNullable<LoggedDatasetDetail['columns']>[number] & { place: number };

const columnColumns: Column<LoggedColumn>[] = [
  {
    id: 'name',
    header: () => text.datasets.name,
    sort: (column) => column.name,
    cell: (column) => (
      <bdi className="clip" title={column.name ?? undefined}>
        {column.name ?? <span className="dim">{text.loggedDatasets.unnamed(column.place)}</span>}
      </bdi>
    ),
  },
  {
    id: 'type',
    header: () => text.loggedDatasets.type,
    sort: (column) => column.type,
    cell: (column) => <span className="mono">{column.type}</span>,
  },
  {
    id: 'required',
    header: () => text.loggedDatasets.missing,
    cell: ({ required }) => (
      <span className="mut">
        {required === null ? '–' : required ? text.loggedDatasets.never : text.loggedDatasets.maybe}
      </span>
    ),
  },
];

/** A dataset as clients told of it: what it holds, where they read it, and which runs read it for what, live. */
export function LoggedDatasetPage({ initial }: { initial: LoggedDatasetDetail }) {
  const api = useApi();
  const { data: dataset, refetch } = useQuery({
    queryKey: ['logged-dataset', initial.id],
    queryFn: ({ signal }) => api<LoggedDatasetDetail>(`/logged-datasets/${initial.id}`, { signal }),
    initialData: initial,
  });
  // Any run may be the next that reads it.
  useRefetchOn('run', () => void refetch({ cancelRefetch: false }));
  const columns = useMemo(() => dataset.columns?.map((column, at) => ({ ...column, place: at + 1 })), [dataset]);
  const profile = useMemo(() => Object.entries(dataset.profile ?? {}), [dataset]);
  const { experiment, address } = dataset;
  return (
    <Page
      crumbs={[
        { label: text.experiments.title, to: '/experiments' },
        { label: experiment.name, to: `/experiments/${experiment.id}` },
        { label: dataset.name },
      ]}
      header={
        <PageTitle
          title={<bdi title={dataset.name}>{dataset.name}</bdi>}
          chips={<Chip>{text.loggedDatasets.chip}</Chip>}
        >
          <div className="row wrap mut">
            {dataset.rowCount === null ? null : <span className="num">{text.datasets.rowCount(dataset.rowCount)}</span>}
            {dataset.columnCount === null ? null : (
              <span className="num">{text.datasets.columnCount(dataset.columnCount)}</span>
            )}
            <span>{text.loggedDatasets.notHere}</span>
          </div>
        </PageTitle>
      }
    >
      <div className="cols">
        <div className="stack">
          <Panel flush title={text.datasets.columns} hint={hintOf(dataset)}>
            {columns || !dataset.schema ? (
              <DataTable
                label={text.datasets.columns}
                rows={columns ?? []}
                columns={columnColumns}
                rowId={({ place }) => String(place)}
                empty={text.loggedDatasets.noColumns}
                height={420}
              />
            ) : (
              <AsSent what={dataset.schema} />
            )}
          </Panel>
          {dataset.profileText ? (
            <Panel title={text.datasets.tabs.profile}>
              <AsSent what={dataset.profileText} />
            </Panel>
          ) : (
            <PairsPanel title={text.datasets.tabs.profile} pairs={profile} none={text.loggedDatasets.noProfile} />
          )}
        </div>
        <div className="stack">
          <Panel title={text.loggedDatasets.about}>
            <KeyValue
              rows={[
                [text.datasets.digest, <CopyText key="digest" value={dataset.digest} />],
                [text.loggedDatasets.source, <Address key="source" address={address} />],
                [text.loggedDatasets.sourceType, dataset.sourceType],
                [
                  text.loggedDatasets.asSent,
                  address === dataset.source ? undefined : (
                    <span key="sent" className="mono wrap-any">
                      {dataset.source}
                    </span>
                  ),
                ],
                [text.loggedDatasets.firstSeen, <DateTime key="created" time={dataset.createdAt} />],
                [
                  text.loggedDatasets.otherDigests,
                  dataset.otherDigests.length === 0
                    ? undefined
                    : dataset.otherDigests.map((other) => (
                        <div key={other.id} className="row">
                          <Link className="link mono clip" to={loggedDatasetPath(other.id)}>
                            {other.digest}
                          </Link>
                          <span className="dim small">
                            <DateTime time={other.createdAt} />
                          </span>
                        </div>
                      )),
                ],
              ]}
            />
          </Panel>
          <ReadBy dataset={dataset} />
        </div>
      </div>
    </Page>
  );
}

function hintOf({ columns, columnCount }: LoggedDatasetDetail): string | undefined {
  if (columns === null || columnCount === null) return undefined;
  return columns.length < columnCount
    ? text.datasets.profile.shown(columns.length, columnCount)
    : formatCount(columnCount);
}

/** What nothing could be read from. */
function AsSent({ what }: { what: string }) {
  return (
    <>
      <CopyBlock code={what} />
      {what.length < longestText ? null : <p className="mut small">{text.loggedDatasets.beginning(longestText)}</p>}
    </>
  );
}

/** Only what a browser may open is a link: the rest are places of the client's machine. */
function Address({ address }: { address: string }) {
  return /^https?:\/\//i.test(address) ? (
    <a className="link wrap-any" href={address} rel="noreferrer">
      {address}
    </a>
  ) : (
    <span className="mono wrap-any">{address}</span>
  );
}

/** The runs that read it, by what they read it for. */
function ReadBy({ dataset }: { dataset: LoggedDatasetDetail }) {
  const { readBy, experiment } = dataset;
  const filter = `${nativeEquals('dataset.name', dataset.name)} and ${nativeEquals('dataset.digest', dataset.digest)}`;
  return (
    <Panel
      title={text.loggedDatasets.readBy}
      actions={
        readBy.length === 0 ? null : (
          <Link className="link small" to={`/experiments/${experiment.id}?tab=table&q=${encodeURIComponent(filter)}`}>
            {text.loggedDatasets.inTable}
          </Link>
        )
      }
    >
      {readBy.length === 0 ? (
        <p className="mut">{text.loggedDatasets.noReader}</p>
      ) : (
        <KeyValue
          rows={readBy.map(({ role, total, runs }) => [
            role ?? text.loggedDatasets.noRole,
            <div key="runs">
              {runs.map((run) => (
                <RunLink key={run.id} run={run} />
              ))}
              {total > runs.length ? (
                <span className="dim small">{text.loggedDatasets.newest(runs.length, total)}</span>
              ) : null}
            </div>,
          ])}
        />
      )}
    </Panel>
  );
}
