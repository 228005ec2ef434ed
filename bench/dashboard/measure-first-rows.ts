import type { Browser, Page } from '@playwright/test';
import { keepAllTimings, openPage, toldBy, untilQuiet } from './browser.ts';

export const runsViewport = { width: 1440, height: 900 };
export const firstRow = '.run-grid tbody a';
const mark = 'bench first row';

export interface FirstRows {
  /** Milliseconds from the start of the navigation until a row was painted, in a browser that has nothing cached. */
  cold: number;
  /** The same when the page is loaded again. */
  again: number;
  /** Bytes of scripts as they were sent, and unpacked. */
  scripts: { sent: number; unpacked: number };
}

/** One visit of a page with rows, and one more with its files in the browser's cache. */
export async function measureFirstRows(browser: Browser, of: { url: string; row?: string }): Promise<FirstRows> {
  const { page, close } = await openPage(browser, runsViewport);
  const cold = await openRows(page, of);
  await untilQuiet(page);
  const scripts = await scriptBytes(page);
  const [again] = await Promise.all([toldBy(page, mark), page.reload({ waitUntil: 'commit' })]);
  await close();
  return { cold, again, scripts };
}

/** Goes to a page. @returns milliseconds from the start of the navigation until a row was painted */
export async function openRows(page: Page, of: { url: string; row?: string }): Promise<number> {
  await keepAllTimings(page);
  await markFirst(page, of.row ?? firstRow);
  const [at] = await Promise.all([toldBy(page, mark), page.goto(of.url, { waitUntil: 'commit' })]);
  return at;
}

/** Says when the first element that `selector` finds has been painted. */
async function markFirst(page: Page, selector: string): Promise<void> {
  await page.addInitScript(
    ({ selector, mark }) => {
      const look = () => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        if (!box || box.height === 0 || box.top >= innerHeight) {
          requestAnimationFrame(look);
          return;
        }
        // A message is handled after the frame that it is sent in.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => console.debug(mark, performance.now());
        port2.postMessage(undefined);
      };
      requestAnimationFrame(look);
    },
    { selector, mark },
  );
}

export function scriptBytes(page: Page): Promise<FirstRows['scripts']> {
  return page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const scripts = entries.filter((entry) => new URL(entry.name).pathname.endsWith('.js'));
    return {
      sent: scripts.reduce((sum, entry) => sum + entry.encodedBodySize, 0),
      unpacked: scripts.reduce((sum, entry) => sum + entry.decodedBodySize, 0),
    };
  });
}
