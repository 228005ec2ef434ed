import { Grid2x2Check } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../../panel-kind.ts';
import { storedSettings } from '../../read-settings.ts';

export const confusionCells = ['counts', 'shares'] as const;

export interface ConfusionSettings {
  /** The file of the evaluation; '' for the first there is. */
  name: string;
  cells: (typeof confusionCells)[number];
}

/** What classifiers confuse, one matrix a run. */
export const confusionKind: PanelKind<ConfusionSettings> = {
  id: 'confusion',
  title: () => text.logged.confusion.title,
  lead: () => text.logged.confusion.lead,
  icon: Grid2x2Check,
  size: { w: 6, h: 8 },
  read(stored) {
    const fields = storedSettings(stored);
    return { name: fields.string('name', ''), cells: fields.choice('cells', confusionCells, 'counts') };
  },
  View: lazy(() => import('./confusion-view.tsx')),
};
