import { ChartBarBig } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../../panel-kind.ts';
import { storedSettings } from '../../read-settings.ts';

export interface BarSettings {
  /** A column of numbers; empty: the metric that ranks the runs. */
  metric: string;
  /** The column whose values are groups of all runs of the set; empty: a bar for each run that is shown. */
  group: string;
  scale: 'linear' | 'log';
}

/** One number of each run, or the mean of each group of runs, as bars. */
export const barKind: PanelKind<BarSettings> = {
  id: 'bar',
  title: () => text.runPanels.bar.title,
  lead: () => text.runPanels.bar.lead,
  icon: ChartBarBig,
  read: (given) => {
    const stored = storedSettings(given);
    return {
      metric: stored.string('metric', ''),
      group: stored.string('group', ''),
      scale: stored.choice('scale', ['linear', 'log'], 'linear'),
    };
  },
  View: lazy(() => import('./bar-view.tsx')),
  Form: lazy(() => import('./bar-form.tsx')),
};
