import type { Browser, Page } from '@playwright/test';
import { keepAllTimings, missing, openPage, patienceMs, untilQuiet, untilTrue } from './browser.ts';
import { firstRow, runsViewport } from './measure-first-rows.ts';
import { askedTable, type Question, questions } from './questions.ts';

export interface Answered {
  question: Question;
  /** Milliseconds from the key or the click until other rows were painted. */
  total: number;
  /** The part of it after the page had asked the server. */
  asked: number;
}

/** Asks every question once, on a page that knows no answer yet. @param url of the experiment */
export async function measureQuestions(browser: Browser, url: string): Promise<Answered[]> {
  const { page, close } = await openPage(browser, runsViewport);
  await keepAllTimings(page);
  await page.goto(`${url}${askedTable}`);
  await untilTrue(page, 'rows', (row: string) => document.querySelector(row) !== null, firstRow);
  const found: Answered[] = [];
  for (const question of questions) {
    await untilQuiet(page);
    const answered = timeRows(page, question).catch(async (error: unknown) => {
      throw await missing(page, `other rows after "${question.name}"`, error);
    });
    // Whoever comes first says what is wrong.
    await Promise.all([answered, question.act(page)]);
    found.push({ question, ...(await answered) });
  }
  await close();
  return found;
}

/** Waits, in the page, for the next `event` and then until settled rows other than those of now have been painted. */
function timeRows(page: Page, { event }: Question): Promise<{ total: number; asked: number }> {
  return page.evaluate(
    ({ event, row, patienceMs }) => {
      const shown = () => Array.from(document.querySelectorAll(row), (link) => link.textContent).join('\n');
      const before = shown();
      let begun = Number.POSITIVE_INFINITY;
      addEventListener(
        event,
        (at) => {
          begun = at.timeStamp;
        },
        { capture: true, once: true },
      );
      const deadline = performance.now() + patienceMs;
      return new Promise<{ total: number; asked: number }>((resolve, reject) => {
        const finish = () => {
          const now = performance.now();
          const requests = performance
            .getEntriesByType('resource')
            .filter((entry) => entry.name.endsWith('/runs/query') && entry.startTime >= begun);
          // Rows that the page had kept are shown without a request.
          resolve({ total: now - begun, asked: requests[0] ? now - requests[0].startTime : 0 });
        };
        const look = () => {
          const busy = document.querySelector('.run-grid table')?.getAttribute('aria-busy') === 'true';
          if (begun < performance.now() && !busy && shown() !== before) {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = finish;
            port2.postMessage(undefined);
          } else if (performance.now() > deadline) {
            reject(
              new Error(begun > deadline ? `There was no ${event}.` : `The table is ${busy ? 'busy' : 'unchanged'}.`),
            );
          } else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    },
    { event, row: firstRow, patienceMs },
  );
}
