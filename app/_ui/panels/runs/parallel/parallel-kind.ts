import { ChartNoAxesGantt } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../../panel-kind.ts';
import { storedSettings } from '../../read-settings.ts';

export const mostAxes = 16;

export interface ParallelSettings {
  /** Names of columns from left to right; none: the params that tell most, then the metric that ranks the runs. */
  axes: string[];
  /** Axes whose greatest value is at the bottom. */
  flipped: string[];
  /** Axes whose scale is not the one that their values ask for. */
  linear: string[];
  log: string[];
  /** A column, `own` for the runs' own colours; empty: the metric that ranks the runs. */
  color: string;
  shownOnly: boolean;
}

export const ownColor = 'own';

/** Runs as lines across an axis for each param and metric, which are narrowed by brushing on the axes. */
export const parallelKind: PanelKind<ParallelSettings> = {
  id: 'parallel',
  title: () => text.runPanels.parallel.title,
  lead: () => text.runPanels.parallel.lead,
  icon: ChartNoAxesGantt,
  size: { w: 12, h: 8 },
  read: (given) => {
    const stored = storedSettings(given);
    return {
      axes: [...new Set(stored.strings('axes', mostAxes))],
      flipped: stored.strings('flipped', mostAxes),
      linear: stored.strings('linear', mostAxes),
      log: stored.strings('log', mostAxes),
      color: stored.string('color', ''),
      shownOnly: stored.boolean('shownOnly', false),
    };
  },
  View: lazy(() => import('./parallel-view.tsx')),
  Form: lazy(() => import('./parallel-form.tsx')),
};
