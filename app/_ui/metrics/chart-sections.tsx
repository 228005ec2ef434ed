'use client';

import { LineChart as LineChartIcon } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import type { Arrangement } from './arrange/use-chart-layout.ts';
import { ChartSection } from './chart-section.tsx';
import { metricSections, readFolded, toggleFolded } from './metric-sections.ts';
import { type ChartSource, OneChart } from './one-chart.tsx';

const FullPanel = lazy(async () => ({ default: (await import('../panels/board/full-panel.tsx')).FullPanel }));
const wholeWidth = 1_400;

/**
 * One panel for each metric key, in sections by prefix that fold; only those on screen are mounted and ask for points.
 * @param keys those to show
 * @param primary the one that is looked at first
 * @param arrangement where panels are moved and sized: in which way now, out of which metrics
 */
export function ChartSections({
  keys,
  primary,
  arrangement,
  ...source
}: ChartSource & {
  keys: readonly string[];
  primary?: string | null;
  arrangement?: (Arrangement & { keys: readonly string[] }) | undefined;
}) {
  const sections = useMemo(() => metricSections(keys, primary), [keys, primary]);
  const [fold, setFold] = useUrlState<string>('fold', '');
  const [full, setFull] = useUrlState<string>('panel', '');
  const folded = useMemo(() => readFolded(fold), [fold]);
  const all = useMemo(
    () =>
      new Map(arrangement && metricSections(arrangement.keys, primary).map((section) => [section.name, section.keys])),
    [arrangement, primary],
  );
  if (sections.length === 0)
    return (
      <EmptyState
        icon={LineChartIcon}
        title={source.settings.filter ? text.run.noMetricMatch(source.settings.filter) : text.run.noMetricsYet}
      />
    );
  return (
    <div className="chart-sections">
      {sections.map((section) => (
        <ChartSection
          key={section.name}
          section={section}
          all={all.get(section.name) ?? section.keys}
          arrangement={arrangement}
          folded={folded.includes(section.name)}
          onFold={() => setFold(toggleFolded(folded, section.name))}
          onFull={setFull}
          source={source}
        />
      ))}
      {arrangement && full !== '' && keys.includes(full) ? (
        <Suspense>
          <FullPanel title={full} onClose={() => setFull('')}>
            {(height) => <OneChart {...source} metric={full} width={wholeWidth} height={height - notesHeight} bare />}
          </FullPanel>
        </Suspense>
      ) : null}
    </div>
  );
}

/** Below the curves it says how many points are shown. */
const notesHeight = 24;
