import { ChartColumn } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../../panel-kind.ts';
import { storedSettings } from '../../read-settings.ts';
import { loggedLabel } from '../logged-label.ts';

export const histogramLooks = ['ridges', 'heat', 'overlay'] as const;

export interface HistogramSettings {
  /** The file of the histograms; '' for the first there is. */
  name: string;
  look: (typeof histogramLooks)[number];
  /** The run that ridges and the heat map are of; '' for the first shown that has them. */
  run: string;
  /** null: the last one. */
  step: number | null;
}

/** How values spread, step by step. */
export const histogramKind: PanelKind<HistogramSettings> = {
  id: 'histogram',
  title: () => text.logged.histogram.title,
  lead: () => text.logged.histogram.lead,
  icon: ChartColumn,
  size: { w: 6, h: 8 },
  read(stored) {
    const fields = storedSettings(stored);
    const step = fields.number('step', Number.NaN);
    return {
      name: fields.string('name', ''),
      look: fields.choice('look', histogramLooks, 'ridges'),
      run: fields.string('run', ''),
      step: Number.isNaN(step) ? null : step,
    };
  },
  titleOf: ({ name }) => loggedLabel(name),
  View: lazy(() => import('./histogram-view.tsx')),
};
