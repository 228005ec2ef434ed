'use client';

import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DashboardPanel } from '#lib/dashboards/schema.ts';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';
import type { PanelRuns } from '../panel-kind.ts';
import { useBoardCharts } from './board-charts.ts';
import type { Panels } from './board-store.ts';
import { fitSize, movedTo, type PanelSize, placeBeside, resized } from './grid.ts';
import { PanelBody } from './panel-body.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { namesOf, newPanelId, titleOf } from './panel-of.ts';
import { useGridDrag } from './use-grid-drag.ts';

/** The panels of a dashboard in their grid. */
export function BoardGrid({
  panels,
  runs,
  onChange,
  onEdit,
  onFull,
  onCopyLink,
}: {
  panels: Panels;
  runs: PanelRuns;
  /** @param what the same word for many small steps that are one change */
  onChange: (change: (panels: Panels) => Panels, what?: string) => void;
  onEdit: (panel: DashboardPanel) => void;
  onFull: (panel: DashboardPanel) => void;
  onCopyLink: (panel: DashboardPanel) => void;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const refocus = useRef<string>(undefined);
  const [said, setSaid] = useState('');
  const toast = useToast();
  // An element that is moved in the page loses focus.
  useLayoutEffect(() => {
    const id = refocus.current;
    refocus.current = undefined;
    if (id !== undefined)
      grid.current?.querySelector<HTMLElement>(`[data-panel="${CSS.escape(id)}"] .panel-grip`)?.focus();
  });

  const { primary } = useBoardCharts();
  const titles = panels.map((panel) => titleOf(panel, primary));
  const names = namesOf(titles);

  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const keptChange = useCallback<typeof onChange>((change, what) => latest.current(change, what), []);

  const size = (panel: DashboardPanel, next: PanelSize) => {
    const { w, h } = fitSize(next);
    setSaid(text.panels.panel.sizedTo(w, h));
    onChange((now) => resized(now, panel.id, next), `size ${panel.id}`);
  };
  const move = (panel: DashboardPanel, by: number) => {
    const at = Math.min(panels.length - 1, Math.max(0, panels.indexOf(panel) + by));
    setSaid(text.panels.panel.movedTo(titleOf(panel, primary), at + 1, panels.length));
    refocus.current = panel.id;
    onChange((now) => movedTo(now, panel.id, at), `move ${panel.id}`);
  };
  const remove = (panel: DashboardPanel) => {
    const at = panels.indexOf(panel);
    onChange((now) => now.filter(({ id }) => id !== panel.id));
    toast({
      title: text.panels.panel.deleted(titleOf(panel, primary)),
      action: {
        label: text.panels.undo,
        onClick: () => onChange((now) => [...now.slice(0, at), panel, ...now.slice(at)]),
      },
    });
  };
  const duplicate = (panel: DashboardPanel) =>
    onChange((now) => now.flatMap((one) => (one.id === panel.id ? [one, { ...one, id: newPanelId() }] : [one])));

  const { moving, sizing, startMove, startSize } = useGridDrag(
    grid,
    (id, { beside, after }) => onChange((now) => movedTo(now, id, placeBeside(now, id, beside, after))),
    (id, next) => onChange((now) => resized(now, id, next)),
  );

  return (
    <>
      <div className="board" ref={grid}>
        {panels.map((panel, index) => (
          <PanelFrame
            key={panel.id}
            panel={panel}
            title={titles[index] ?? ''}
            name={names[index] ?? ''}
            size={sizing?.id === panel.id ? sizing.size : panel}
            dragged={moving?.id === panel.id}
            drop={moving?.drop?.beside === panel.id ? (moving.drop.after ? 'after' : 'before') : undefined}
            deeds={{
              move: (by) => move(panel, by),
              size: (next) => size(panel, next),
              edit: () => onEdit(panel),
              full: () => onFull(panel),
              copyLink: () => onCopyLink(panel),
              duplicate: () => duplicate(panel),
              remove: () => remove(panel),
            }}
            onMoveStart={(event) => startMove(event, panel.id)}
            onSizeStart={(event) => startSize(event, panel.id)}
          >
            {(height) => <GridPanel panel={panel} runs={runs} height={height} onChange={keptChange} />}
          </PanelFrame>
        ))}
      </div>
      <div className="sr-only" role="status">
        {said}
      </div>
    </>
  );
}

/** A panel is drawn anew when it or its runs change, not with each move of the pointer over the page. */
const GridPanel = memo(function GridPanel({
  panel,
  runs,
  height,
  onChange,
}: {
  panel: DashboardPanel;
  runs: PanelRuns;
  height: number;
  onChange: (change: (panels: Panels) => Panels, what?: string) => void;
}) {
  return (
    <PanelBody
      panel={panel}
      runs={runs}
      height={height}
      onSettings={(settings) =>
        onChange((now) => now.map((one) => (one.id === panel.id ? { ...one, settings } : one)), `settings ${panel.id}`)
      }
    />
  );
});
