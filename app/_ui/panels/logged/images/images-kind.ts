import { Images } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../../panel-kind.ts';
import { storedSettings } from '../../read-settings.ts';
import { loggedLabel } from '../logged-label.ts';

export const imageSizes = ['small', 'medium', 'large'] as const;

/** One step of all runs, or runs as rows of steps. */
export const imageLooks = ['step', 'steps'] as const;

export interface ImagesSettings {
  /** The name under which they were logged; '' for the first there is. */
  name: string;
  /** null: the last one. */
  step: number | null;
  size: (typeof imageSizes)[number];
  look: (typeof imageLooks)[number];
}

/** Pictures that runs logged, side by side, step by step. */
export const imagesKind: PanelKind<ImagesSettings> = {
  id: 'images',
  title: () => text.logged.images.title,
  lead: () => text.logged.images.lead,
  icon: Images,
  size: { w: 12, h: 8 },
  read(stored) {
    const fields = storedSettings(stored);
    const step = fields.number('step', Number.NaN);
    return {
      name: fields.string('name', ''),
      step: Number.isNaN(step) ? null : step,
      size: fields.choice('size', imageSizes, 'medium'),
      look: fields.choice('look', imageLooks, 'step'),
    };
  },
  titleOf: ({ name }) => loggedLabel(name),
  View: lazy(() => import('./images-view.tsx')),
};
