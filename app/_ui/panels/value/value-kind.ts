import { Hash } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../panel-kind.ts';
import { storedSettings } from '../read-settings.ts';

export const figures = ['best', 'last'] as const;

export interface ValueSettings {
  /** Empty: the primary metric of the experiment. */
  metric: string;
  figure: (typeof figures)[number];
}

/** One number: how far the runs have come. */
export const valueKind: PanelKind<ValueSettings> = {
  id: 'value',
  title: () => text.panels.value.title,
  lead: () => text.panels.value.lead,
  icon: Hash,
  size: { w: 3, h: 3 },
  read(given) {
    const stored = storedSettings(given);
    return { metric: stored.string('metric', ''), figure: stored.choice('figure', figures, 'best') };
  },
  titleOf({ metric, figure }, primary) {
    const shown = metric || primary;
    return shown && `${shown} · ${text.panels.value[figure]}`;
  },
  View: lazy(() => import('./value-view.tsx')),
  Form: lazy(() => import('./value-form.tsx')),
};
