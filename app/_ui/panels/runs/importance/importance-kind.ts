import { ChartBarDecreasing } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../../panel-kind.ts';
import { storedSettings } from '../../read-settings.ts';

export interface ImportanceSettings {
  /** The column that is explained; empty: the metric that ranks the runs. */
  metric: string;
  /** Params that are left out, as columns. */
  without: string[];
  shownOnly: boolean;
}

/** Which params a metric depends on, and which way. */
export const importanceKind: PanelKind<ImportanceSettings> = {
  id: 'importance',
  title: () => text.runPanels.importance.title,
  lead: () => text.runPanels.importance.lead,
  icon: ChartBarDecreasing,
  read: (given) => {
    const stored = storedSettings(given);
    return {
      metric: stored.string('metric', ''),
      without: stored.strings('without', 60),
      shownOnly: stored.boolean('shownOnly', false),
    };
  },
  View: lazy(() => import('./importance-view.tsx')),
  Form: lazy(() => import('./importance-form.tsx')),
};
