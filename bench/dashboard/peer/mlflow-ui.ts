import type { Page } from '@playwright/test';
import { drawnRuns } from './compared-runs.ts';
import type { SideUi } from './side-ui.ts';

const row = '.ag-row a[href*="/runs/"]';
const searchBox = (page: Page) => page.getByTestId('search-box');

export const mlflowUi: SideUi = {
  table: (experimentId) => `/#/experiments/${experimentId}/runs`,
  charts: (experimentId) => `/#/experiments/${experimentId}/runs?compareRunsMode=CHART`,
  row,
  // It asks when Enter is pressed.
  filter: {
    event: 'keydown',
    prepare: (page, asked) => searchBox(page).fill(asked),
    act: (page) => searchBox(page).press('Enter'),
  },
  // Metrics have no columns before somebody picks them, but stand in its menu.
  sort: {
    event: 'click',
    async prepare(page, asked) {
      await page.getByRole('button', { name: /^Sort:/ }).click();
      await page.getByRole('menu').getByPlaceholder('Search').fill(asked);
      await page.getByTestId(`sort-select-${asked}`).waitFor();
    },
    act: (page, asked) => page.getByTestId(`sort-select-${asked}`).click(),
  },
  panels: {
    slot: '[data-testid="experiment-view-compare-runs-card"]',
    drawn: '.scatterlayer .trace path.js-line[d]',
    // Each line is drawn twice, as it is and smoothed.
    count: 2 * drawnRuns.length,
  },
  countRuns: (page) => page.locator(row).count(),
  countPoints: (page) =>
    page.evaluate(() => {
      const plot = document.querySelector<HTMLElement & { data?: { name: string; x: unknown[] }[] }>('.js-plotly-plot');
      const lines = new Map(plot?.data?.map((line) => [line.name, line.x.length]));
      return [...lines.values()].reduce((sum, length) => sum + length, 0);
    }),
};
