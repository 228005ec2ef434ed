'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import { text } from '#lib/ui/text/text.ts';
import { useCopyLink } from '../panels/board/use-copy-link.ts';
import { useGridDrag } from '../panels/board/use-grid-drag.ts';
import { arranged, movedBeside, type PanelWidth, widthOf } from './arrange/chart-layout.ts';
import { ChartSlot } from './arrange/chart-slot.tsx';
import type { Arrangement } from './arrange/use-chart-layout.ts';
import { InView } from './in-view.tsx';
import type { MetricSection } from './metric-sections.ts';
import { type ChartSource, OneChart } from './one-chart.tsx';

const chartHeights: Record<PanelWidth, number> = { S: 140, M: 220, L: 360 };
/** Above and below a chart. */
const aroundChart = 62;

/** The charts of one section, which folds; arranged where there is an arrangement. */
export function ChartSection({
  section: { name, keys },
  all,
  arrangement,
  folded,
  onFold,
  onFull,
  source,
}: {
  section: MetricSection;
  /** All metrics of the section, also those that are not shown. */
  all: readonly string[];
  arrangement: Arrangement | undefined;
  folded: boolean;
  onFold: () => void;
  onFull: (metric: string) => void;
  source: ChartSource;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const refocus = useRef<string>(undefined);
  const [said, setSaid] = useState('');
  const copyLink = useCopyLink();
  const first = arrangement?.layout.first[name];
  const shown = arranged(keys, first);
  // An element that is moved in the page loses focus.
  useLayoutEffect(() => {
    const key = refocus.current;
    refocus.current = undefined;
    if (key !== undefined)
      grid.current?.querySelector<HTMLElement>(`[data-panel="${CSS.escape(key)}"] .panel-grip`)?.focus();
  });
  const moveBeside = (key: string, other: string, after: boolean) =>
    arrangement?.change({ first: { [name]: movedBeside(all, first, key, other, after) } });
  const { moving, startMove } = useGridDrag(
    grid,
    (key, { beside, after }) => moveBeside(key, beside, after),
    () => {},
  );
  const move = (key: string, by: number) => {
    const from = shown.indexOf(key);
    const to = Math.min(shown.length - 1, Math.max(0, from + by));
    const other = shown[to];
    if (to === from || other === undefined) return;
    refocus.current = key;
    setSaid(text.panels.panel.movedTo(key, to + 1, shown.length));
    moveBeside(key, other, to > from);
  };
  const title = text.run.section(name || text.run.otherSection, keys.length);
  return (
    <details className="chart-section" open={!folded}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button */}
      <summary
        onClick={(event) => {
          // Whether it is open stands in the address.
          event.preventDefault();
          onFold();
        }}
      >
        {title}
      </summary>
      <div className="chart-grid" ref={grid}>
        {shown.map((key) => {
          const size = arrangement ? widthOf(arrangement.layout, key) : 'M';
          const height = chartHeights[size];
          const drop = moving?.drop?.beside === key ? (moving.drop.after ? ' drop-after' : ' drop-before') : '';
          return (
            <InView key={key} className={`chart-slot of-${size}${drop}`} height={height + aroundChart} panel={key}>
              {(width) =>
                arrangement ? (
                  <ChartSlot
                    metric={key}
                    direction={source.directionOf(key)}
                    width={size}
                    dragged={moving?.id === key}
                    onMoveStart={(event) => startMove(event, key)}
                    deeds={{
                      move: (by) => move(key, by),
                      size: (next) => arrangement.change({ sizes: { [key]: next === 'M' ? undefined : next } }),
                      full: () => onFull(key),
                      copyLink: () => copyLink({ panel: key }),
                    }}
                  >
                    <OneChart {...source} metric={key} width={width} height={height} bare />
                  </ChartSlot>
                ) : (
                  <OneChart {...source} metric={key} width={width} height={height} />
                )
              }
            </InView>
          );
        })}
      </div>
      <div className="sr-only" role="status">
        {said}
      </div>
    </details>
  );
}
