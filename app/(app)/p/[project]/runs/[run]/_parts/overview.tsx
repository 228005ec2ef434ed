'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { AttemptsPanel } from '#app/_ui/job/attempts-panel.tsx';
import { usualDirection } from '#app/_ui/metrics/best-value.ts';
import type { ChartSettings } from '#app/_ui/metrics/chart-controls.tsx';
import { mainMetrics } from '#app/_ui/metrics/main-metrics.ts';
import { MetricChart } from '#app/_ui/metrics/metric-chart.tsx';
import { ReproductionPanel } from '#app/_ui/reproduction/reproduction-panel.tsx';
import { EvaluationView, isReport } from '#app/_ui/run/evaluation-view.tsx';
import { FiveAnswers } from '#app/_ui/run/five-answers.tsx';
import { fiveAnswersOf } from '#app/_ui/run/five-answers-of.tsx';
import { StatusNotice } from '#app/_ui/run/status-notice.tsx';
import { isActive, measuringKinds } from '#app/_ui/run/status-of.ts';
import type { ArtifactAnswer } from '#lib/artifacts/schema.ts';
import type { SeriesKey } from '#lib/metrics/schema.ts';
import type { RecipeAnswer } from '#lib/recipes/schema.ts';
import { isRepeatable } from '#lib/reproduce/repeat-payload.ts';
import type { ReproductionAnswer } from '#lib/reproduce/schema.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { Button } from '#lib/ui/button.tsx';
import { text } from '#lib/ui/text/text.ts';
import { AboutPanel } from './about-panel.tsx';
import { ChildrenPanel } from './children-panel.tsx';
import { EnvironmentPanel, ParamsPanel, RecipePanel, SummaryPanel } from './fact-panels.tsx';
import { LoggedPanel } from './logged-panel.tsx';
import { MetricsPanel } from './metrics-panel.tsx';
import { NotePanel } from './note-panel.tsx';

import { RunLineage } from './run-lineage.tsx';
import { TagsPanel } from './tags-panel.tsx';
import { useJob } from './use-run.ts';

const plain: ChartSettings = {
  smoothing: { kind: 'ema', weight: 0 },
  log: false,
  logX: false,
  clip: false,
  axis: 'step',
  filter: '',
};

/** The first tab: the five answers, the curves that matter, the verdict, where it stands in the lineage. */
export function Overview({
  run,
  measured,
  recipe,
  artifacts,
  reproductions,
  color,
  onReproduce,
}: {
  run: RunDetail;
  measured: UseQueryResult<SeriesKey[]>;
  recipe: UseQueryResult<RecipeAnswer>;
  artifacts: ArtifactAnswer[] | undefined;
  reproductions: ReproductionAnswer[] | undefined;
  color: string;
  onReproduce: (() => void) | undefined;
}) {
  const job = useJob(run.job?.id);
  const answers = fiveAnswersOf({ run, recipe: recipe.data?.document, job: job.data });
  const shape = JSON.stringify(measured.data?.filter((each) => each.curve).map((each) => each.key) ?? []);
  const keys = useMemo(() => JSON.parse(shape) as string[], [shape]);
  const drawn = useMemo(
    () => [{ id: run.id, name: run.name, color, dash: [], keys: new Set(keys) }],
    [run.id, run.name, color, keys],
  );
  const report = artifacts?.find((file) => isReport(file.path));
  return (
    <div className="stack run-overview">
      <StatusNotice run={run} job={job.data} />
      <FiveAnswers answers={answers} />
      <div className="cols">
        <div className="stack">
          <NotePanel run={run} />
          {keys.length > 0 ? (
            <div className="halves">
              {mainMetrics(keys).map((key) => (
                <MetricChart
                  key={key}
                  metric={key}
                  runs={drawn}
                  settings={plain}
                  direction={usualDirection(key)}
                  height={190}
                />
              ))}
            </div>
          ) : null}
          {report ? <EvaluationView runId={run.id} digest={report.digest} color={color} /> : null}
          <RunLineage runId={run.id} small />
          <RecipePanel run={run} recipe={recipe} />
        </div>
        <div className="stack">
          <AboutPanel run={run} />
          {measured.data?.length === 0 && !measuringKinds.includes(run.kind) ? null : (
            <MetricsPanel measured={measured} run={run} color={color} />
          )}
          {isRepeatable(run.kind) ? (
            <ReproductionPanel
              reproductions={reproductions ?? []}
              fallback={
                <p className="mut">
                  {onReproduce
                    ? text.reproduction.never
                    : isActive(run.status)
                      ? text.reproduction.later
                      : text.reproduction.notPossible}
                </p>
              }
              actions={
                onReproduce ? (
                  <Button small onClick={onReproduce}>
                    {text.reproduction.reproduce}
                  </Button>
                ) : undefined
              }
            />
          ) : null}
          <ParamsPanel params={run.params} />
          <TagsPanel run={run} />
          <LoggedPanel logged={run.logged} />
          <ChildrenPanel run={run} />
          <SummaryPanel summary={run.summary} />
          {job.data ? <AttemptsPanel job={job.data} /> : null}
          <EnvironmentPanel environment={run.environment} digest={run.environmentDigest} />
        </div>
      </div>
    </div>
  );
}
