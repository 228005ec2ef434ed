import type { Browser } from '@playwright/test';
import { openPage, untilQuiet } from '../browser.ts';
import { heapOf } from '../heap.ts';
import { openRows, runsViewport, scriptBytes } from '../measure-first-rows.ts';
import { chartsViewport, type Panels, visitPanels } from '../measure-panels.ts';
import { type ComparedAnswer, measureAnswers } from './measure-answers.ts';
import type { SeededSide } from './seed-side.ts';
import type { SideUi } from './side-ui.ts';

/** What one visit of the pages of a side found: times in milliseconds, sizes in bytes. */
export interface PagesFound {
  table: { firstRows: number; runs: number; scripts: number; heap: number; answers: ComparedAnswer[] };
  charts: Panels & { points: number; scripts: number; heap: number };
}

interface MeasurePagesInput {
  ui: SideUi;
  url: string;
  seeded: SeededSide;
}

/** Visits the two pages of a side once, each in a browser that has nothing cached. */
export async function measurePages(browser: Browser, of: MeasurePagesInput): Promise<PagesFound> {
  return { table: await visitTable(browser, of), charts: await visitCharts(browser, of) };
}

async function visitTable(browser: Browser, { ui, url, seeded }: MeasurePagesInput): Promise<PagesFound['table']> {
  const { page, cdp, close } = await openPage(browser, runsViewport);
  const firstRows = await openRows(page, { url: url + ui.table(seeded.table), row: ui.row });
  await untilQuiet(page);
  const found = {
    firstRows,
    runs: await ui.countRuns(page),
    scripts: (await scriptBytes(page)).sent,
    heap: await heapOf(cdp),
    answers: await measureAnswers(page, ui),
  };
  await close();
  return found;
}

async function visitCharts(browser: Browser, { ui, url, seeded }: MeasurePagesInput): Promise<PagesFound['charts']> {
  const { page, cdp, close } = await openPage(browser, chartsViewport);
  const { first, all, onScreen } = await visitPanels(page, { url: url + ui.charts(seeded.charts), look: ui.panels });
  await untilQuiet(page);
  const found = {
    ...{ first, all, onScreen },
    points: await ui.countPoints(page),
    scripts: (await scriptBytes(page)).sent,
    heap: await heapOf(cdp),
  };
  await close();
  return found;
}
