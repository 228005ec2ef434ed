'use client';

import { useQuery } from '@tanstack/react-query';
import { readNumber } from '#app/_ui/metrics/read-number.ts';
import { ArtifactBrowser } from '#app/_ui/run/artifact-browser.tsx';
import { ownTags } from '#app/_ui/run/own-tags.ts';
import { PairsPanel } from '#app/_ui/run/pairs-panel.tsx';
import { pythonOfModel } from '#app/_ui/run/python-of-run.ts';
import { RunLink } from '#app/_ui/run/run-link.tsx';
import { modelPath } from '#app/_ui/run/thing-path.ts';
import type { LoggedModelDetail } from '#lib/models/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyBlock, CopyText } from '#lib/ui/copy-button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Num } from '#lib/ui/numbers.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';
import { useOrigin } from '#lib/ui/use-origin.ts';

type Metric = LoggedModelDetail['metrics'][number];

const metricColumns: Column<Metric>[] = [
  {
    id: 'key',
    header: () => text.run.metric,
    sort: (metric) => metric.key,
    cell: (metric) => (
      <bdi className="clip metric-key" title={metric.key}>
        {metric.key}
      </bdi>
    ),
  },
  {
    id: 'dataset',
    header: () => text.runPage.onDataset,
    sort: (metric) => metric.dataset,
    cell: (metric) => <span className="mut">{metric.dataset ?? '–'}</span>,
  },
  { id: 'step', header: () => text.chart.step, align: 'right', cell: (metric) => <Num value={metric.step} /> },
  {
    id: 'value',
    header: () => text.run.last,
    align: 'right',
    cell: (metric) => <Num value={readNumber(metric.value)} />,
  },
];

/** A model as a client logged it: where it came from, what was measured of it, its files, how to load it. */
export function LoggedModelPage({ initial }: { initial: LoggedModelDetail }) {
  const api = useApi();
  const { project } = useNavigation();
  const origin = useOrigin();
  const {
    data: model,
    error,
    refetch,
  } = useQuery({
    queryKey: ['model', initial.id, 'logged'],
    queryFn: ({ signal }) => api<LoggedModelDetail>(`/logged-models/${initial.id}`, { signal }),
    initialData: initial,
  });
  const { sourceRun } = model;
  return (
    <Page
      crumbs={[
        { label: text.experiments.title, to: '/experiments' },
        { label: model.experiment.name, to: `/experiments/${model.experiment.id}` },
        ...(sourceRun ? [{ label: sourceRun.name, to: `/runs/${sourceRun.id}` }] : []),
        { label: model.name },
      ]}
      header={
        <PageTitle
          title={<bdi title={model.name}>{model.name}</bdi>}
          chips={
            <>
              <Chip>{text.runPage.loggedModel}</Chip>
              {model.status === 'READY' ? null : <Chip tone="warn">{model.status}</Chip>}
            </>
          }
        />
      }
    >
      <div className="stack">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        <div className="cols">
          <div className="stack">
            <Panel title={text.runPage.load}>
              <CopyBlock code={pythonOfModel({ origin, project, modelId: model.id })} />
            </Panel>
            <Panel flush title={text.run.metrics} hint={model.metrics.length || undefined}>
              <DataTable
                label={text.run.metrics}
                rows={model.metrics}
                columns={metricColumns}
                rowId={(metric) => `${metric.key} ${metric.dataset} ${metric.runId}`}
                empty={text.run.noMetrics}
                height={420}
              />
            </Panel>
          </div>
          <div className="stack">
            <Panel title={text.runPage.aboutModel} actions={<CopyText value={model.id} />}>
              <KeyValue
                rows={[
                  [text.runPage.status, model.statusMessage ? `${model.status}: ${model.statusMessage}` : model.status],
                  [text.run.artifact.type, model.modelType || undefined],
                  [text.runPage.created, <DateTime key="created" time={model.createdAt} />],
                  [text.runPage.madeBy, sourceRun ? <RunLink key="run" run={sourceRun} /> : text.common.none],
                  [
                    text.runPage.registeredAs,
                    model.versions.length === 0
                      ? undefined
                      : model.versions.map((version) => (
                          <div key={`${version.name} ${version.number}`}>
                            <Link className="link" to={modelPath(version)}>
                              {text.lineage.version(version.name, version.number)}
                            </Link>
                          </div>
                        )),
                  ],
                  [
                    text.runPage.usedBy,
                    model.usedBy.length === 0
                      ? undefined
                      : model.usedBy.map((run) => (
                          <div key={run.id}>
                            <RunLink run={run} />
                          </div>
                        )),
                  ],
                ]}
              />
            </Panel>
            <PairsPanel title={text.run.params} pairs={Object.entries(model.params)} none={text.run.noParams} />
            <PairsPanel title={text.run.tags} pairs={ownTags(model.tags).own} none={text.runPage.noTags} />
          </div>
        </div>
        <ArtifactBrowser home={{ kind: 'logged-model', id: model.id }} files={model.files} active={false} />
      </div>
    </Page>
  );
}
