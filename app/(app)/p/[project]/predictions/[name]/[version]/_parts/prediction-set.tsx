'use client';

import { Download, GitFork } from 'lucide-react';
import { useMemo } from 'react';
import { Files } from '#app/_ui/dataset/files.tsx';
import { RowsTable } from '#app/_ui/dataset/rows-table.tsx';
import { scoreBins } from '#app/_ui/prediction/score-bins.ts';
import { datasetPath, lineagePath, modelPath } from '#app/_ui/run/thing-path.ts';
import type { VersionDetail } from '#lib/datasets/schema.ts';
import type { PredictionSetAnswer } from '#lib/predictions/schema.ts';
import { apiUrl } from '#lib/ui/api.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { Histogram } from '#lib/ui/chart/histogram.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { KeyValue } from '#lib/ui/key-value.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Bytes, Count, Num } from '#lib/ui/numbers.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { Tabs } from '#lib/ui/tabs.tsx';
import { text } from '#lib/ui/text/text.ts';
import { DateTime } from '#lib/ui/time-ago.tsx';
import { useUrlState } from '#lib/ui/use-url-state.ts';

/** One published prediction set: what made it, how its scores lie, its rows, its files. */
export function PredictionSet({ set, version }: { set: PredictionSetAnswer; version: VersionDetail }) {
  const { project } = useNavigation();
  const [tab, setTab] = useUrlState<string>('tab', 'overview');
  const title = `${set.dataset} ${text.models.versionOf(set.number)}`;
  return (
    <Page
      crumbs={[{ label: text.predictions.title, to: '/predictions' }, { label: title }]}
      header={
        <PageTitle
          title={title}
          chips={set.summary ? <Chip>{text.predictions.one.partitions(set.summary.partitions)}</Chip> : null}
          actions={
            <>
              <LinkButton look="ghost" icon={GitFork} to={lineagePath(`dataset-version:${set.versionId}`)}>
                {text.predictions.one.lineage}
              </LinkButton>
              <LinkButton icon={Download} href={apiUrl(project, `/predictions/${set.versionId}/archive`)}>
                {text.predictions.one.downloadAll}
              </LinkButton>
            </>
          }
        />
      }
    >
      <Tabs
        label={title}
        active={tab}
        onChange={setTab}
        items={[
          { id: 'overview', label: text.predictions.one.overview },
          { id: 'rows', label: text.predictions.one.rowsTab },
          { id: 'files', label: text.predictions.one.files, count: version.files.length },
        ]}
      >
        {tab === 'rows' ? (
          <RowsTable version={version} />
        ) : tab === 'files' ? (
          <Files version={version} />
        ) : (
          <Overview set={set} />
        )}
      </Tabs>
    </Page>
  );
}

function Overview({ set }: { set: PredictionSetAnswer }) {
  const { summary } = set;
  const bins = useMemo(() => scoreBins(summary?.histogram ?? []), [summary]);
  const reasons = Object.entries(summary?.reasons ?? {});
  return (
    <div className="cols">
      <div className="stack">
        {bins.length > 0 ? <Histogram title={text.predictions.one.scores} bins={bins} height={260} /> : null}
        {reasons.length > 0 ? (
          <Panel title={text.predictions.one.quarantine}>
            <KeyValue rows={reasons.map(([reason, count]) => [reason, <Count key={reason} value={count} />])} />
          </Panel>
        ) : null}
      </div>
      <div className="stack">
        <Panel title={text.predictions.one.about}>
          <KeyValue
            rows={[
              [
                text.predictions.model,
                set.model ? (
                  <Link
                    key="m"
                    className="link"
                    to={modelPath(set.model)}
                  >{`${set.model.name} ${set.model.number}`}</Link>
                ) : undefined,
              ],
              [
                text.predictions.input,
                set.input ? (
                  <Link
                    key="i"
                    className="link"
                    to={datasetPath(set.input)}
                  >{`${set.input.name} ${set.input.number}`}</Link>
                ) : undefined,
              ],
              [
                text.predictions.one.run,
                set.runId ? (
                  <Link key="r" className="link mono" to={`/runs/${set.runId}`}>
                    {set.runId.slice(0, 12)}
                  </Link>
                ) : undefined,
              ],
              [
                text.predictions.one.job,
                set.jobId ? (
                  <Link key="j" className="link mono" to={`/jobs/${set.jobId}`}>
                    {set.jobId.slice(0, 12)}
                  </Link>
                ) : undefined,
              ],
              [text.predictions.rows, <Count key="rows" value={set.rowCount} />],
              [text.predictions.quarantined, summary ? <Count key="q" value={summary.quarantined} /> : undefined],
              [text.predictions.one.mean, summary?.scores ? <Num key="mean" value={summary.scores.mean} /> : undefined],
              [text.predictions.one.min, summary?.scores ? <Num key="min" value={summary.scores.min} /> : undefined],
              [text.predictions.one.max, summary?.scores ? <Num key="max" value={summary.scores.max} /> : undefined],
              [text.predictions.size, <Bytes key="size" value={set.byteSize} />],
              [text.predictions.one.digest, <CopyText key="digest" value={set.digest} />],
              [
                text.predictions.one.recipe,
                set.recipeDigest ? <CopyText key="recipe" value={set.recipeDigest} /> : undefined,
              ],
              [text.predictions.created, <DateTime key="created" time={set.createdAt} />],
            ]}
          />
        </Panel>
      </div>
    </div>
  );
}
