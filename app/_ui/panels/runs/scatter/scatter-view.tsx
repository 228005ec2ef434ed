'use client';

import { Spline, TrendingUp } from 'lucide-react';
import { useCallback, useId, useMemo, useState } from 'react';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelViewProps } from '../../panel-kind.ts';
import { exportDrawing } from '../drawing/export-drawing.ts';
import { type Paint, PlotLayers, useWidth } from '../drawing/plot-layers.tsx';
import { RunPanelBody } from '../drawing/run-panel-body.tsx';
import { RunTip } from '../drawing/run-tip.tsx';
import { useHotRun } from '../drawing/use-hot-run.ts';
import { useInks } from '../drawing/use-inks.ts';
import type { ScatterSettings } from './scatter-kind.ts';
import { boxOf, drawHot, drawScatter, nearestPoint, pointOf } from './scatter-marks.ts';
import { useScatter } from './use-scatter.ts';

const notesHeight = 20;

/** Runs as points, up to ten thousand of them. */
export default function ScatterView({ runs, settings, height, onSettings }: PanelViewProps<ScatterSettings>) {
  const tableId = useId();
  const [host, setHost] = useState<HTMLElement | null>(null);
  const inks = useInks(host);
  const { matrix, marks, notes, table, state } = useScatter(runs, settings, inks);
  const size = { width: useWidth(host), height: height - notesHeight };
  const hot = useHotRun(runs, matrix);
  const byPlace = useMemo(
    () => marks?.order.toSorted((a, b) => (marks.x.places[a] ?? 0) - (marks.x.places[b] ?? 0)),
    [marks],
  );
  const paint = useCallback<Paint>(
    (pen, of) => {
      if (marks && inks) drawScatter(pen, of, marks, inks);
    },
    [marks, inks],
  );
  const paintOver = useCallback<Paint>(
    (pen, of) => {
      if (marks && inks && hot.index !== undefined) drawHot(pen, of, marks, hot.index, inks);
    },
    [marks, inks, hot.index],
  );
  const title = marks ? text.runPanels.scatter.against(marks.yName, marks.xName) : text.runPanels.scatter.title;
  const source = exportDrawing({ title, inks, paint: marks && paint, ...table });
  return (
    <div ref={setHost} style={{ height }}>
      <RunPanelBody
        title={title}
        tableId={tableId}
        state={state}
        source={source}
        notes={notes}
        table={table}
        actions={
          <>
            <IconButton
              icon={TrendingUp}
              label={text.runPanels.scatter.line}
              pressed={settings.line}
              onClick={() => onSettings({ ...settings, line: !settings.line })}
            />
            <IconButton
              icon={Spline}
              label={text.runPanels.scatter.front}
              pressed={settings.front}
              onClick={() => onSettings({ ...settings, front: !settings.front })}
            />
          </>
        }
      >
        <PlotLayers
          label={title}
          describedBy={tableId}
          height={size.height}
          paint={marks && inks ? paint : undefined}
          paintOver={marks && inks ? paintOver : undefined}
          onMove={(at) => {
            if (!marks || !at) return hot.set(undefined);
            const places = { x: marks.x.places, y: marks.y.places, order: marks.order };
            hot.set(nearestPoint(places, boxOf(marks, size), at));
          }}
          onPick={hot.onPick}
          onKey={(event) => hot.onKey(event, byPlace ?? [])}
        >
          {marks && matrix && hot.own !== undefined ? (
            <RunTip
              at={pointOf(marks, boxOf(marks, size), hot.own)}
              size={size}
              name={matrix.names[hot.own] ?? ''}
              facts={table.facts(hot.own)}
            />
          ) : null}
        </PlotLayers>
      </RunPanelBody>
    </div>
  );
}
