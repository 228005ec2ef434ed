import { Table2 } from 'lucide-react';
import { lazy } from 'react';
import { text } from '#lib/ui/text/text.ts';
import type { PanelKind } from '../../panel-kind.ts';
import { storedSettings } from '../../read-settings.ts';
import { loggedLabel } from '../logged-label.ts';

export interface TableSettings {
  /** The file of the table; '' for the first there is. */
  name: string;
  /** How rows are found to be the same: by the first column that tells them apart, by `key`, or by their place. */
  by: 'auto' | 'column' | 'place';
  key: string;
  differences: boolean;
  /** Rows with room for whole texts. */
  tall: boolean;
}

/** A logged table, row beside row of the runs. */
export const tableKind: PanelKind<TableSettings> = {
  id: 'table',
  title: () => text.logged.table.title,
  lead: () => text.logged.table.lead,
  icon: Table2,
  size: { w: 12, h: 9 },
  read(stored) {
    const fields = storedSettings(stored);
    return {
      name: fields.string('name', ''),
      by: fields.choice('by', ['auto', 'column', 'place'], 'auto'),
      key: fields.string('key', ''),
      differences: fields.boolean('differences', false),
      tall: fields.boolean('tall', false),
    };
  },
  titleOf: ({ name }) => loggedLabel(name),
  View: lazy(() => import('./table-view.tsx')),
};
