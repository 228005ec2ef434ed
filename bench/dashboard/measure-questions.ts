import type { Browser, JSHandle, Page } from '@playwright/test';
import { keepAllTimings, openPage, untilQuiet, untilTrue } from './browser.ts';
import { firstRow, runsViewport } from './measure-first-rows.ts';
import { askedTable, type Question, questions } from './questions.ts';
import { type AnswerTimes, type Look, timeAnswer } from './time-answer.ts';

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
    const times = await timeAnswer(page, {
      what: `other rows after "${question.name}"`,
      event: question.event,
      look: await lookForOtherRows(page),
      act: () => question.act(page),
    });
    found.push({ question, total: times.painted - times.begun, asked: await askedFor(page, times) });
  }
  await close();
  return found;
}

/** Looks for settled rows other than those of now. */
function lookForOtherRows(page: Page): Promise<JSHandle<Look>> {
  return page.evaluateHandle((row) => {
    const shown = () => Array.from(document.querySelectorAll(row), (link) => link.textContent).join('\n');
    const before = shown();
    return () => {
      const busy = document.querySelector('.run-grid table')?.getAttribute('aria-busy') === 'true';
      if (busy) return 'The table is busy.';
      return shown() === before ? 'The table is unchanged.' : undefined;
    };
  }, firstRow);
}

/** How long the page waited for the server; rows that it had kept are shown without a request. */
function askedFor(page: Page, times: AnswerTimes): Promise<number> {
  return page.evaluate(({ begun, painted }) => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const first = entries.find(
      (entry) => entry.name.endsWith('/runs/query') && entry.startTime >= begun && entry.responseEnd <= painted,
    );
    return first ? painted - first.startTime : 0;
  }, times);
}
