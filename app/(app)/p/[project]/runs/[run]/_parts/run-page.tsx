'use client';

import { GitCompareArrows, RotateCcw, Square } from 'lucide-react';
import { useMemo, useState } from 'react';
import { comparePath } from '#app/_ui/compare/compare-path.ts';
import { useCompare } from '#app/_ui/compare/use-compare.ts';
import { ReproduceDialog } from '#app/_ui/reproduction/reproduce-dialog.tsx';
import { verdictTone } from '#app/_ui/reproduction/reproduction-view.ts';
import { useReproductions } from '#app/_ui/reproduction/use-reproductions.ts';
import { ArtifactBrowser } from '#app/_ui/run/artifact-browser.tsx';
import { RunLog } from '#app/_ui/run/run-log.tsx';
import { RunStatusChip } from '#app/_ui/run/run-status-chip.tsx';
import { isActive } from '#app/_ui/run/status-of.ts';
import type { SeriesKey } from '#lib/metrics/schema.ts';
import type { RecipeAnswer } from '#lib/recipes/schema.ts';
import { isRepeatable } from '#lib/reproduce/repeat-payload.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { assignRunColors } from '#lib/ui/chart/palette.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { useCommands } from '#lib/ui/palette/palette.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { Tabs } from '#lib/ui/tabs.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import '#app/_ui/run/run.css';
import { CancelDialog } from './cancel-dialog.tsx';
import { Overview } from './overview.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { RunEvents } from './run-events.tsx';
import { RunLineage } from './run-lineage.tsx';
import { RunMenu } from './run-menu.tsx';
import { RunName } from './run-name.tsx';
import { SingleRunCharts } from './single-run-charts.tsx';
import { useArtifacts, useRecipe, useRun, useSeriesKeys } from './use-run.ts';

/** Everything about one run. */
export function RunPage({
  initial,
  initialKeys,
  initialRecipe,
}: {
  initial: RunDetail;
  initialKeys: SeriesKey[];
  initialRecipe: RecipeAnswer | undefined;
}) {
  const { data: run, error, refetch } = useRun(initial);
  const keys = useSeriesKeys(run.id, initialKeys);
  const recipe = useRecipe(run.recipeDigest, initialRecipe);
  const artifacts = useArtifacts(run.id);
  const reproductions = useReproductions(run.id, run.recipeDigest !== null);
  const [tab, setTab] = useUrlState<string>('tab', 'overview');
  const [dialog, setDialog] = useState<'reproduce' | 'register' | 'cancel'>();
  const color = useMemo(() => assignRunColors([run.id]).get(run.id)?.css ?? 'var(--accent)', [run.id]);

  const active = isActive(run.status);
  const canReproduce = run.recipeDigest !== null && run.status === 'finished' && isRepeatable(run.kind);
  const modelFolders = useMemo(() => foldersWithModels(artifacts.data ?? []), [artifacts.data]);
  const canRegister = run.status === 'finished' && modelFolders.length > 0 && run.outputs.models.length === 0;
  const verdict = reproductions.data?.[0]?.verdict;

  const compare = useCompare();
  useCommands([
    { id: 'run-compare', label: text.compare.compareWith, run: () => compare([run.id]) },
    ...(run.children.items.length > 1
      ? [
          {
            id: 'run-compare-children',
            label: text.compare.compareChildren,
            run: () => compare(run.children.items.map((child) => child.id)),
          },
        ]
      : []),
    ...(canReproduce
      ? [{ id: 'run-reproduce', label: text.reproduction.reproduce, run: () => setDialog('reproduce') }]
      : []),
    ...(canRegister ? [{ id: 'run-register', label: text.run.register, run: () => setDialog('register') }] : []),
    ...(active && run.job ? [{ id: 'run-cancel', label: text.run.cancel, run: () => setDialog('cancel') }] : []),
  ]);

  const crumbs = run.experiment
    ? [
        { label: text.experiments.title, to: '/experiments' },
        { label: run.experiment.name, to: `/experiments/${run.experiment.id}` },
        { label: run.name },
      ]
    : [
        run.job ? { label: text.nav.jobs, to: '/jobs' } : { label: text.experiments.title, to: '/experiments' },
        { label: run.name },
      ];

  return (
    <Page
      crumbs={crumbs}
      header={
        <PageTitle
          title={
            <span className="row">
              <span className="dot" style={{ background: color }} />
              <RunName run={run} />
            </span>
          }
          chips={
            <>
              <RunStatusChip run={run} />
              <Chip>{run.kind}</Chip>
              {verdict ? (
                <Chip tone={verdictTone(verdict)}>
                  {text.reproduction.chip(
                    text.reproduction.verdict[verdict].toLowerCase(),
                    reproductions.data?.[0]?.executions ?? 1,
                  )}
                </Chip>
              ) : null}
              {run.reproductionId !== null ? (
                <Chip title={text.reproduction.isReproduction}>{text.reproduction.short}</Chip>
              ) : null}
            </>
          }
          actions={
            <>
              {active && run.job ? (
                <Button look="danger" icon={Square} onClick={() => setDialog('cancel')}>
                  {text.run.cancel}
                </Button>
              ) : null}
              <LinkButton look="ghost" icon={GitCompareArrows} to={comparePath([run.id])}>
                {text.compare.compareWith}
              </LinkButton>
              {run.job ? (
                <LinkButton look="ghost" to={`/jobs/${run.job.id}`}>
                  {text.run.jobLink}
                </LinkButton>
              ) : null}
              {canReproduce ? (
                <Button icon={RotateCcw} onClick={() => setDialog('reproduce')}>
                  {text.reproduction.reproduce}
                </Button>
              ) : null}
              {canRegister ? (
                <Button look="primary" onClick={() => setDialog('register')}>
                  {text.run.register}
                </Button>
              ) : null}
              <RunMenu run={run} />
            </>
          }
        />
      }
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      <Tabs
        label={text.run.tabsLabel}
        active={tab}
        onChange={setTab}
        items={[
          { id: 'overview', label: text.run.tabs.overview },
          { id: 'charts', label: text.run.tabs.charts, count: keys.data?.length || undefined },
          { id: 'logs', label: text.run.tabs.logs },
          { id: 'artifacts', label: text.run.tabs.artifacts, count: run.outputs.files || undefined },
          { id: 'lineage', label: text.run.tabs.lineage },
          { id: 'events', label: text.runPage.events },
        ]}
      >
        {tab === 'charts' ? (
          <SingleRunCharts run={run} measured={keys} color={color} />
        ) : tab === 'logs' ? (
          <RunLog runId={run.id} active={active} />
        ) : tab === 'artifacts' ? (
          artifacts.isError ? (
            <ErrorState error={artifacts.error} onRetry={() => void artifacts.refetch()} />
          ) : artifacts.data ? (
            <ArtifactBrowser home={{ kind: 'run', id: run.id }} files={artifacts.data} active={active} />
          ) : (
            <Skeleton lines={8} />
          )
        ) : tab === 'lineage' ? (
          <RunLineage runId={run.id} />
        ) : tab === 'events' ? (
          <RunEvents runId={run.id} />
        ) : (
          <Overview
            run={run}
            measured={keys}
            recipe={recipe}
            artifacts={artifacts.data}
            reproductions={reproductions.data}
            color={color}
            onReproduce={canReproduce ? () => setDialog('reproduce') : undefined}
          />
        )}
      </Tabs>
      {dialog === 'reproduce' ? <ReproduceDialog runId={run.id} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'register' ? (
        <RegisterDialog runId={run.id} folders={modelFolders} onClose={() => setDialog(undefined)} />
      ) : null}
      {dialog === 'cancel' && run.job ? <CancelDialog jobId={run.job.id} onClose={() => setDialog(undefined)} /> : null}
    </Page>
  );
}

// Where a model's files lie: below the folder that says what it is.
function foldersWithModels(files: readonly { path: string }[]): string[] {
  const folders = files.flatMap(({ path }) => /^(.+)\/(model\.json|MLmodel)$/.exec(path)?.[1] ?? []);
  return [...new Set(folders)];
}
