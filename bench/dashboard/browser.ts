import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { findBrowser } from '#lib/testing/find-browser.ts';

export const patienceMs = 60_000;

/** The one that the browser tests use, with the same settings. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('There is no Chromium: set TRAZA_TEST_BROWSER, or install one.');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'];
  return chromium.launch({ executablePath, args });
}

export interface OpenPage {
  page: Page;
  cdp: CDPSession;
  close: () => Promise<void>;
}

/** A page of a browser that has never been here: nothing cached. What it throws fails the measure. */
export async function openPage(browser: Browser, viewport: { width: number; height: number }): Promise<OpenPage> {
  const context = await browser.newContext({ viewport, locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  let thrown: Error | undefined;
  page.on('pageerror', (error) => {
    thrown ??= error;
  });
  return {
    page,
    cdp: await context.newCDPSession(page),
    async close() {
      await context.close();
      if (thrown) throw new Error('The page threw while it was measured.', { cause: thrown });
    },
  };
}

/**
 * Waits for what a script in the page will say on the console: a name, and milliseconds since the navigation began. Asking
 * the page instead would run a script of Playwright's in it while it opens, which took it 40 ms.
 * @throws Error that tells what the page shows instead
 */
export async function toldBy(page: Page, name: string): Promise<number> {
  try {
    const told = await page.waitForEvent('console', (message) => message.text().startsWith(`${name} `));
    return Number(told.text().slice(name.length));
  } catch (error) {
    throw await missing(page, `"${name}"`, error);
  }
}

/** Waits for a condition in the page. @throws Error that names it, with the address and the first words of the page */
export async function untilTrue<A>(page: Page, what: string, condition: (arg: A) => boolean, arg: A): Promise<void> {
  try {
    // What Playwright hands in is the argument's own type, as JSON; its types cannot say so for a generic one.
    await page.waitForFunction(condition as (arg: unknown) => boolean, arg);
  } catch (error) {
    throw await missing(page, what, error);
  }
}

/** An error for something that did not come, with what is there instead. */
export async function missing(page: Page, what: string, cause: unknown): Promise<Error> {
  const words = await page
    .evaluate(() => (document.querySelector('main') ?? document.body).textContent)
    .catch(() => '(the page is gone)');
  return new Error(`Waited for ${what} at ${page.url()}; the page says: ${words.replace(/\s+/g, ' ').slice(0, 400)}`, {
    cause,
  });
}

/** Waits until the page has asked for nothing for a third of a second: a measure must not begin beside other work. */
export async function untilQuiet(page: Page): Promise<void> {
  await untilTrue(
    page,
    'a pause in its requests',
    () => {
      const ends = performance
        .getEntriesByType('resource')
        .map((entry) => (entry as PerformanceResourceTiming).responseEnd);
      return document.readyState === 'complete' && performance.now() - Math.max(0, ...ends) > 333;
    },
    undefined,
  );
}

/** Entries of requests are kept beyond the browser's usual 250. */
export function keepAllTimings(page: Page): Promise<unknown> {
  return page.addInitScript(() => performance.setResourceTimingBufferSize(100_000));
}
