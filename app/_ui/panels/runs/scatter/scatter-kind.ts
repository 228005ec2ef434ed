import { ChartScatter } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../../panel-kind.ts';
import { storedSettings } from '../../read-settings.ts';
import { type ScaleWish, scaleWishes } from '../scale/scale.ts';

export const goals = ['auto', 'min', 'max'] as const;
export type Goal = (typeof goals)[number];

export interface ScatterSettings {
  /** Names of columns; empty: the param that tells most, and the metric that ranks the runs. */
  x: string;
  y: string;
  /** Empty: the runs' own colours, one size. */
  color: string;
  size: string;
  xScale: ScaleWish;
  yScale: ScaleWish;
  line: boolean;
  front: boolean;
  /** Which way of an axis is better, for the front. */
  xGoal: Goal;
  yGoal: Goal;
  /** Only the runs that are shown. */
  shownOnly: boolean;
}

/** Runs as points: one column against another, with two more as colour and size. */
export const scatterKind: PanelKind<ScatterSettings> = {
  id: 'scatter',
  title: () => text.runPanels.scatter.title,
  lead: () => text.runPanels.scatter.lead,
  icon: ChartScatter,
  read: (given) => {
    const stored = storedSettings(given);
    return {
      x: stored.string('x', ''),
      y: stored.string('y', ''),
      color: stored.string('color', ''),
      size: stored.string('size', ''),
      xScale: stored.choice('xScale', scaleWishes, 'auto'),
      yScale: stored.choice('yScale', scaleWishes, 'auto'),
      line: stored.boolean('line', false),
      front: stored.boolean('front', false),
      xGoal: stored.choice('xGoal', goals, 'auto'),
      yGoal: stored.choice('yGoal', goals, 'auto'),
      shownOnly: stored.boolean('shownOnly', false),
    };
  },
  View: lazy(() => import('./scatter-view.tsx')),
  Form: lazy(() => import('./scatter-form.tsx')),
};
