'use client';

import { type ReactNode, useMemo } from 'react';
import type { ShownGroup } from '#app/_ui/experiment/run-groups.ts';
import type { RunQuestion } from '#app/_ui/experiment/run-question.ts';
import type { Arrangement } from '#app/_ui/metrics/arrange/use-chart-layout.ts';
import type { MetricDirection } from '#app/_ui/metrics/best-value.ts';
import { ChartControls, useChartSettings } from '#app/_ui/metrics/chart-controls.tsx';
import { ChartSections } from '#app/_ui/metrics/chart-sections.tsx';
import { EarlyAsk } from '#app/_ui/metrics/early-ask.tsx';
import { matchingKeys } from '#app/_ui/metrics/metric-sections.ts';
import { useAskAhead } from '#app/_ui/metrics/use-ask-ahead.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useChartedGroups } from './use-charted-groups.ts';
import { useChartedRuns } from './use-charted-runs.ts';

const noQuestion: RunQuestion = {};
const noGroups: readonly ShownGroup[] = [];
const noRuns: readonly RunRow[] = [];

/** Whether something is drawn, and why not. */
export type ChartState = 'drawn' | 'hidden' | 'none' | 'failed' | 'waiting';

/** All metrics of the visible runs, or of groups of them, one panel each. */
export function RunCharts({
  tabs,
  state,
  runs,
  grouped,
  keys,
  primary,
  colors,
  directionOf,
  arrangement,
  highlight,
  onHighlight,
  nonce,
}: {
  tabs: ReactNode;
  state: ChartState;
  runs: readonly RunRow[];
  /** Where runs are grouped: the question for them and the groups to draw in place of runs. */
  grouped: { question: RunQuestion; groups: readonly ShownGroup[] } | undefined;
  keys: readonly string[];
  /** The metric that somebody chose to rank runs by. */
  primary: string | null;
  colors: Map<string, RunColor>;
  directionOf: (key: string) => MetricDirection;
  arrangement: Arrangement;
  highlight: string | undefined;
  onHighlight: (id: string | undefined) => void;
  nonce: string | undefined;
}) {
  const { settings, change } = useChartSettings();
  const matching = matchingKeys(keys, settings.filter);
  const all = useMemo(() => ({ ...arrangement, keys }), [arrangement, keys]);
  const charted = useChartedRuns(runs, colors);
  const ahead = grouped || settings.zoom ? noRuns : charted;
  useAskAhead({ runs: ahead, metrics: keys, axis: settings.axis });
  const groups = useChartedGroups(grouped?.question ?? noQuestion, grouped?.groups ?? noGroups, colors);
  const hot = groups.find((group) => highlight !== undefined && group.runs.includes(highlight))?.id ?? highlight;
  return (
    <>
      <div className="run-bar">
        {tabs}
        <ChartControls
          settings={settings}
          onChange={change}
          keys={keys}
          badPattern={matching === undefined}
          grouped={grouped !== undefined}
        />
      </div>
      <div className="run-scroll">
        {state === 'waiting' ? <Skeleton lines={8} /> : null}
        {state === 'hidden' ? <p className="mut">{text.runs.allHidden}</p> : null}
        {state === 'none' ? <p className="mut">{text.runs.noMatch}</p> : null}
        {state === 'drawn' ? (
          <ChartSections
            keys={matching ?? []}
            primary={primary}
            arrangement={all}
            runs={charted}
            groups={grouped && groups}
            settings={settings}
            directionOf={directionOf}
            highlight={hot}
            onHighlight={onHighlight}
          />
        ) : null}
        <EarlyAsk nonce={nonce} runs={ahead} axis={settings.axis} />
      </div>
    </>
  );
}
