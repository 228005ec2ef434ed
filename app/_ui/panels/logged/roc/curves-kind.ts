import { Spline } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../../panel-kind.ts';
import { storedSettings } from '../../read-settings.ts';

export const curveKinds = ['roc', 'pr'] as const;

export interface CurvesSettings {
  /** The file of the evaluation; '' for the first there is. */
  name: string;
  curve: (typeof curveKinds)[number];
}

/** ROC, or precision over recall, of runs over each other. */
export const curvesKind: PanelKind<CurvesSettings> = {
  id: 'roc',
  title: () => text.logged.curves.title,
  lead: () => text.logged.curves.lead,
  icon: Spline,
  size: { w: 6, h: 8 },
  read(stored) {
    const fields = storedSettings(stored);
    return { name: fields.string('name', ''), curve: fields.choice('curve', curveKinds, 'roc') };
  },
  View: lazy(() => import('./curves-view.tsx')),
};
