import type { Browser, Page } from '@playwright/test';
import { keepAllTimings, openPage, untilQuiet, untilTrue } from './browser.ts';
import { countFrames, type Frames, nextFrame } from './frames.ts';
import { heapOf } from './heap.ts';
import { firstRow, runsViewport } from './measure-first-rows.ts';

const scroller = '.run-grid';

export interface Scrolled {
  frames: Frames;
  /** Frames of the same page while nothing happens: what the machine can do. */
  idle: Frames;
  seconds: number;
  /** Milliseconds from the last turn of the wheel until the last row was there. */
  lastRow: number;
  /** Bytes after a collection: before the scroll, and after it. */
  heap: { first: number; scrolled: number };
}

/**
 * Turns the wheel from the first row to the last, a step each frame.
 * @param of.runs how many rows there are @param of.steps how many turns the way takes
 */
export async function measureScroll(
  browser: Browser,
  of: { url: string; runs: number; steps: number },
): Promise<Scrolled> {
  const { page, cdp, close } = await openPage(browser, runsViewport);
  await keepAllTimings(page);
  await page.goto(`${of.url}?tab=table`);
  await untilTrue(page, 'rows', (row: string) => document.querySelector(row) !== null, firstRow);
  // Until they are counted, the table does not have its whole length.
  const rowCount = String(of.runs + 1);
  await untilTrue(
    page,
    `a table of ${rowCount} lines`,
    (count: string) => document.querySelector('.run-grid table')?.getAttribute('aria-rowcount') === count,
    rowCount,
  );
  await untilQuiet(page);
  const first = await heapOf(cdp);
  await page.locator(scroller).hover();
  const idle = await countFrames(page, () => page.waitForTimeout(1_000));
  const begun = performance.now();
  let arrived = begun;
  const frames = await countFrames(page, async () => {
    await wheelToEnd(page, of.steps);
    arrived = performance.now();
  });
  await untilTrue(
    page,
    'the last row',
    (scroller: string) => {
      const table = document.querySelector(`${scroller} table`);
      return table?.querySelector(`tr[aria-rowindex="${table.getAttribute('aria-rowcount')}"] a`) !== null;
    },
    scroller,
  );
  const lastRow = performance.now() - arrived;
  await untilQuiet(page);
  const scrolled = await heapOf(cdp);
  await close();
  return { frames, idle, seconds: (arrived - begun) / 1000, lastRow, heap: { first, scrolled } };
}

async function wheelToEnd(page: Page, steps: number): Promise<void> {
  const length = await page.locator(scroller).evaluate((element) => element.scrollHeight - element.clientHeight);
  const turn = Math.ceil(length / steps);
  for (let step = 0; step < 3 * steps; step += 1) {
    await page.mouse.wheel(0, turn);
    await nextFrame(page);
    if (step < steps - 1) continue;
    const left = await page
      .locator(scroller)
      .evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
    if (left <= 1) return;
  }
  throw new Error(`The wheel did not bring ${scroller} to its end in ${3 * steps} turns of ${turn} pixels.`);
}
