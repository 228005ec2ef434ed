'use client';

import { useMemo } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import { columnName } from '../columns/column-name.ts';
import { columnOf, useMatrix } from '../columns/use-matrix.ts';
import { useUsualColumns } from '../columns/use-usual-columns.ts';
import { colorRuns } from '../drawing/run-colors.ts';
import type { Inks } from '../drawing/use-inks.ts';
import { type ScaleWish, scaleOf } from '../scale/scale.ts';
import { randomFrom, sampleOf } from '../statistics/random.ts';
import { ownColor, type ParallelSettings } from './parallel-kind.ts';
import type { ParallelMarks } from './parallel-marks.ts';

const usualParams = 6;

/** What parallel coordinates of the page's runs draw. */
export function useParallel(runs: PanelRuns, settings: ParallelSettings, inks: Inks | undefined) {
  const { usual, error: usualError, retry: retryUsual } = useUsualColumns(runs);
  const names = useMemo(() => {
    if (settings.axes.length > 0) return settings.axes;
    return usual && [...usual.params.slice(0, usualParams), ...(usual.metric ? [usual.metric] : [])];
  }, [settings.axes, usual]);
  const color = settings.color === ownColor ? undefined : settings.color || usual?.metric;
  const chosen = names !== undefined && names.length > 0;
  const asked = chosen ? [...names, ...(color === undefined ? [] : [color])] : undefined;
  const { matrix, error, retry } = useMatrix(runs, asked, { shownOnly: settings.shownOnly });
  const { shown } = runs;
  const marks = useMemo((): ParallelMarks | undefined => {
    if (!matrix || !names || !usual || !inks) return undefined;
    const wishOf = (name: string): ScaleWish =>
      settings.log.includes(name) ? 'log' : settings.linear.includes(name) ? 'linear' : 'auto';
    const axes = names.flatMap((name) => {
      const column = columnOf(matrix, name);
      if (!column) return [];
      const scale = scaleOf(column, wishOf(name));
      const label = columnName(name, usual.directionOf);
      return [{ name, label, scale, places: scale.places, flipped: settings.flipped.includes(name) }];
    });
    const by = columnOf(matrix, color);
    const { colors, pale } = colorRuns(matrix.ids, { shown, by: by && scaleOf(by), inks });
    const mixed = sampleOf(matrix.ids.length, matrix.ids.length, randomFrom(1));
    // Those with a colour above those without.
    const order = mixed.toSorted((a, b) => (pale[b] ?? 0) - (pale[a] ?? 0));
    return { axes, colors, runs: matrix.ids.length, order };
  }, [matrix, names, usual, inks, shown, color, settings]);
  return {
    usual,
    names,
    matrix,
    marks,
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
          : matrix && matrix.ids.length === 0
            ? text.runPanels.nothingDrawn
            : undefined,
    },
  };
}
