import { Type } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../panel-kind.ts';
import { storedSettings } from '../read-settings.ts';

export interface TextSettings {
  markdown: string;
}

/** Words between the charts: what a section is about, what was concluded. */
export const textKind: PanelKind<TextSettings> = {
  id: 'text',
  title: () => text.panels.text.title,
  lead: () => text.panels.text.lead,
  icon: Type,
  size: { w: 6, h: 4 },
  read: (stored) => ({ markdown: storedSettings(stored).string('markdown', '') }),
  titleOf: ({ markdown }) => /^#+\s+(.+)$/m.exec(markdown)?.[1],
  quiet: true,
  View: lazy(() => import('./text-view.tsx')),
  Form: lazy(() => import('./text-form.tsx')),
};
