'use client';

import { useMemo } from 'react';
import { formatNumber } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import { betterOf, columnName } from '../columns/column-name.ts';
import { columnOf, useMatrix } from '../columns/use-matrix.ts';
import { useUsualColumns } from '../columns/use-usual-columns.ts';
import { colorRuns } from '../drawing/run-colors.ts';
import type { Inks } from '../drawing/use-inks.ts';
import { scaleOf } from '../scale/scale.ts';
import { fitLine } from './fit-line.ts';
import { paretoFront } from './pareto-front.ts';
import type { Goal, ScatterSettings } from './scatter-kind.ts';
import { drawOrder, type ScatterMarks } from './scatter-marks.ts';

/** What a scatter plot of the page's runs draws, and what it says beside. */
export function useScatter(runs: PanelRuns, settings: ScatterSettings, inks: Inks | undefined) {
  const { usual, error: usualError, retry: retryUsual } = useUsualColumns(runs);
  const x = settings.x || usual?.number || usual?.params[0] || usual?.second;
  const y = settings.y || usual?.metric;
  const { color, size, shownOnly } = settings;
  const chosen = x !== undefined && y !== undefined;
  const asked = chosen ? [x, y, color, size].filter((name) => name !== '') : undefined;
  const { matrix, error, retry } = useMatrix(runs, asked, { shownOnly });
  const { shown } = runs;
  const marks = useMemo((): ScatterMarks | undefined => {
    const [xColumn, yColumn, colorColumn, sizeColumn] = [x, y, color, size].map((name) => columnOf(matrix, name));
    if (!matrix || !usual || !inks || !xColumn || !yColumn) return undefined;
    const [xScale, yScale] = [scaleOf(xColumn, settings.xScale), scaleOf(yColumn, settings.yScale)];
    const runColors = colorRuns(matrix.ids, { shown, by: colorColumn && scaleOf(colorColumn), inks });
    const wayOf = (goal: Goal, name: string | undefined) =>
      goal === 'auto' ? (betterOf(name, usual.directionOf) ?? 'min') : goal;
    const better = { x: wayOf(settings.xGoal, x), y: wayOf(settings.yGoal, y) };
    return {
      x: xScale,
      y: yScale,
      xName: columnName(x, usual.directionOf),
      yName: columnName(y, usual.directionOf),
      runColors,
      colorName: columnName(color, usual.directionOf),
      size: sizeColumn && scaleOf(sizeColumn),
      order: drawOrder(xScale, yScale, runColors.pale),
      line: settings.line ? fitLine(xScale.places, yScale.places) : undefined,
      front: settings.front ? paretoFront(xScale.places, yScale.places, better) : [],
    };
  }, [matrix, usual, inks, shown, x, y, color, size, settings]);
  const notes = useMemo(() => notesOf(marks, matrix), [marks, matrix]);
  const table = useMemo(
    () => tableOf(marks, matrix, usual?.directionOf, { x, y, color, size }),
    [marks, matrix, usual, x, y, color, size],
  );
  return {
    matrix,
    marks,
    notes,
    table,
    state: {
      error: error ?? usualError,
      retry: () => {
        retryUsual();
        retry();
      },
      loading: usual === undefined || (chosen && matrix === undefined),
      empty:
        usual && !chosen
          ? text.runPanels.nothingToDraw
          : marks && marks.order.length === 0
            ? text.runPanels.nothingDrawn
            : undefined,
    },
  };
}

type Read = NonNullable<ReturnType<typeof useMatrix>['matrix']>;

function notesOf(marks: ScatterMarks | undefined, matrix: Read | undefined): string[] {
  if (!marks || !matrix) return [];
  const missing = matrix.ids.length - marks.order.length;
  return [
    text.runPanels.drawn(marks.order.length, matrix.ids.length),
    missing > 0 ? text.runPanels.notDrawn(missing) : '',
    matrix.more ? text.runPanels.limited(matrix.ids.length) : '',
    marks.line ? text.runPanels.scatter.lineTells(formatNumber(marks.line.r2, 2)) : '',
    marks.front.length > 0 ? text.runPanels.scatter.onFront(marks.front.length) : '',
  ];
}

function tableOf(
  marks: ScatterMarks | undefined,
  matrix: Read | undefined,
  directionOf: Parameters<typeof columnName>[1] | undefined,
  names: { x: string | undefined; y: string | undefined; color: string; size: string },
) {
  const columns = [names.x, names.y, names.color, names.size].flatMap((name) => columnOf(matrix, name) ?? []);
  const scales = columns.map((column) => scaleOf(column, 'linear'));
  const labels = columns.map((column) => (directionOf ? columnName(column.name, directionOf) : column.name));
  return {
    facts: (run: number) =>
      scales.map((scale, at) => {
        const value = scale.values[run] ?? Number.NaN;
        return { name: labels[at] ?? '', value: Number.isNaN(value) ? '–' : scale.label(value) };
      }),
    header: [text.runPanels.run, text.runs.attribute.id, ...labels],
    rows: (): (string | number)[][] =>
      Array.from(marks?.order.toReversed() ?? [], (run) => [
        matrix?.names[run] ?? '',
        matrix?.ids[run] ?? '',
        ...scales.map((scale) => {
          const value = scale.values[run] ?? Number.NaN;
          return scale.kind === 'category' || scale.kind === 'time' ? scale.label(value) : value;
        }),
      ]),
  };
}
