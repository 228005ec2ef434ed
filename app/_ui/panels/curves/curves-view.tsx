'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { text } from '#lib/ui/text/text.ts';
import { GroupChart } from '../../metrics/group-chart.tsx';
import { MetricChart } from '../../metrics/metric-chart.tsx';
import { useBoardCharts } from '../board/board-charts.ts';
import type { PanelViewProps } from '../panel-kind.ts';
import { type CurvesSettings, chartSettingsOf } from './curves-kind.ts';
import { ManyMetrics } from './many-metrics.tsx';

/** Below the curves it says how many points are shown. */
const notesHeight = 24;

/** The curves of a panel, live: of runs, or of groups where the page has groups. */
export default function CurvesView({ settings, height }: PanelViewProps<CurvesSettings>) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={host}>
      {width === undefined ? null : <Curves settings={settings} width={width} height={height - notesHeight} />}
    </div>
  );
}

function Curves({ settings, width, height }: { settings: CurvesSettings; width: number; height: number }) {
  const { runs, groups, metrics: all, primary, directionOf, highlight, onHighlight } = useBoardCharts();
  const drawn = useMemo(() => chartSettingsOf(settings), [settings]);
  const first = primary ?? all[0];
  const metrics = settings.metrics.length > 0 || first === undefined ? settings.metrics : [first];
  const [metric] = metrics;
  if (metric === undefined) return <p className="dim panel-note">{text.panels.curves.nothing}</p>;
  const shared = { settings: drawn, width, height, highlight, onHighlight, bare: true };
  if (metrics.length > 1) return <ManyMetrics {...shared} metrics={metrics} runs={runs} />;
  const one = { ...shared, metric, direction: directionOf(metric) };
  return groups ? <GroupChart {...one} groups={groups} /> : <MetricChart {...one} runs={runs} />;
}
