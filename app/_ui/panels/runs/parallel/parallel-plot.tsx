'use client';

import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Matrix } from '#lib/runs/matrix/matrix.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import type { Size } from '../drawing/plot-box.ts';
import { type Paint, PlotLayers, type Point } from '../drawing/plot-layers.tsx';
import { RunTip } from '../drawing/run-tip.tsx';
import { useHotRun } from '../drawing/use-hot-run.ts';
import type { Inks } from '../drawing/use-inks.ts';
import { LineLayers } from './line-layers.tsx';
import { drawHotLine, drawParallelAxes, lineOf, nearestLine, type ParallelMarks } from './parallel-marks.ts';
import type { useBrushes } from './use-brushes.ts';

/** The lines of runs across the axes, and what the pointer and the arrows find among them. */
export function ParallelPlot({
  title,
  tableId,
  size,
  runs,
  matrix,
  marks,
  inks,
  brushing,
}: {
  title: string;
  tableId: string;
  size: Size;
  runs: PanelRuns;
  matrix: Matrix;
  marks: ParallelMarks;
  inks: Inks;
  brushing: ReturnType<typeof useBrushes>;
}): ReactNode {
  const hot = useHotRun(runs, matrix);
  const [at, setAt] = useState<Point>();
  const { brushes, inside } = brushing;
  const paint = useCallback<Paint>(
    (pen, of) => drawParallelAxes(pen, of, marks, brushes, inks),
    [marks, brushes, inks],
  );
  const paintOver = useCallback<Paint>(
    (pen, of) => {
      if (hot.index !== undefined) drawHotLine(pen, of, marks, hot.index, inks);
    },
    [marks, inks, hot.index],
  );
  // From the top of the last axis down.
  const byLast = useMemo(() => {
    const last = marks.axes.at(-1);
    const placed = marks.order.filter((run) => inside[run] === 1 && !Number.isNaN(last?.places[run]));
    return placed.toSorted((a, b) => (last?.places[b] ?? 0) - (last?.places[a] ?? 0));
  }, [marks, inside]);
  const facts = (run: number) =>
    marks.axes.map(({ label, scale }) => {
      const value = scale.values[run] ?? Number.NaN;
      return { name: label, value: Number.isNaN(value) ? '–' : scale.label(value) };
    });
  const tipAt = (run: number): Point => {
    const end = lineOf(marks, run, size).at(-1)?.slice(-2);
    return at ?? { x: end?.[0] ?? size.width / 2, y: end?.[1] ?? 0 };
  };
  return (
    <PlotLayers
      label={title}
      describedBy={tableId}
      height={size.height}
      paint={paint}
      paintOver={paintOver}
      below={<LineLayers marks={marks} inside={inside} brushed={brushing.named.length > 0} size={size} inks={inks} />}
      onMove={(point) => {
        setAt(point);
        hot.set(point && !brushing.busy() ? nearestLine(marks, inside, point, size) : undefined);
      }}
      onDown={(event) => brushing.onDown(event, size)}
      onDrag={(event) => brushing.onDrag(event, size)}
      onPick={(event) => {
        if (!brushing.onUp(event, size)) hot.onPick(event);
      }}
      onCancel={brushing.onCancel}
      onKey={(event) => {
        setAt(undefined);
        hot.onKey(event, byLast);
      }}
    >
      {hot.own === undefined ? null : (
        <RunTip at={tipAt(hot.own)} size={size} name={matrix.names[hot.own] ?? ''} facts={facts(hot.own)} />
      )}
    </PlotLayers>
  );
}
