import { firstRow } from '../measure-first-rows.ts';
import { panelLook } from '../measure-panels.ts';
import { tableRuns } from './compared-runs.ts';
import type { SideUi } from './side-ui.ts';

export const trazaUi: SideUi = {
  table: (experimentId) => `/p/default/experiments/${experimentId}?tab=table`,
  charts: (experimentId) => `/p/default/experiments/${experimentId}`,
  row: firstRow,
  // It asks by itself, a moment after the last key.
  filter: { event: 'input', act: (page, asked) => page.getByRole('combobox', { name: 'Search runs' }).fill(asked) },
  sort: {
    event: 'click',
    act: (page, asked) => page.getByRole('columnheader').getByRole('button', { name: asked }).first().click(),
  },
  panels: panelLook,
  async countRuns(page) {
    // The head is a line too. They are counted after the first ones are shown.
    await page.locator(`.run-grid table[aria-rowcount="${tableRuns.length + 1}"]`).waitFor();
    return tableRuns.length;
  },
  async countPoints(page) {
    const words = await page
      .getByText(/^[\d,]+ of [\d,]+ points/)
      .first()
      .textContent();
    return Number(words?.split(' ')[0]?.replaceAll(',', ''));
  },
};
