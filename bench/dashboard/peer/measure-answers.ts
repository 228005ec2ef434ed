import type { Page } from '@playwright/test';
import { missing, patienceMs, untilQuiet } from '../browser.ts';
import { type ComparedQuestion, comparedQuestions } from './compared-questions.ts';
import type { SideUi } from './side-ui.ts';

export interface ComparedAnswer {
  question: ComparedQuestion;
  /** Milliseconds from the last key or click until the rows that it asks for were painted. */
  total: number;
}

/** Asks every question once, on a page that shows the table. */
export async function measureAnswers(page: Page, ui: SideUi): Promise<ComparedAnswer[]> {
  const found: ComparedAnswer[] = [];
  for (const question of comparedQuestions) {
    const asking = question.kind === 'sort' ? ui.sort : ui.filter;
    await asking.prepare?.(page, question.asked);
    await untilQuiet(page);
    const answered = timeNames(page, { ...question, event: asking.event, row: ui.row }).catch(
      async (error: unknown) => {
        throw await missing(page, `the rows of "${question.asked}"`, error);
      },
    );
    // Whoever comes first says what is wrong.
    await Promise.all([answered, asking.act(page, question.asked)]);
    found.push({ question, total: await answered });
  }
  return found;
}

/** Waits, in the page, for the next `event` and then until other rows have been painted, all of them among the names. */
function timeNames(
  page: Page,
  of: { kind: ComparedQuestion['kind']; names: string[]; event: string; row: string },
): Promise<number> {
  return page.evaluate(
    ({ kind, names, event, row, patienceMs }) => {
      // What lies on top stands anywhere in the document: rows are moved, not put elsewhere.
      const shown = () =>
        Array.from(document.querySelectorAll(row), (link) => ({
          name: link.textContent,
          top: link.getBoundingClientRect().top,
        }))
          .toSorted((a, b) => a.top - b.top)
          .map((link) => link.name);
      const before = shown().join();
      const answers = new Set(names);
      const enough = Math.min(names.length, 20);
      const answered = (rows: string[]) =>
        rows.length >= enough &&
        rows.join() !== before &&
        (kind === 'sort' ? rows.every((name, at) => name === names[at]) : rows.every((name) => answers.has(name)));
      let begun = Number.POSITIVE_INFINITY;
      addEventListener(
        event,
        (at) => {
          begun = at.timeStamp;
        },
        { capture: true, once: true },
      );
      const deadline = performance.now() + patienceMs;
      return new Promise<number>((resolve, reject) => {
        const look = () => {
          if (begun < performance.now() && answered(shown())) {
            // A message is handled after the frame that it is sent in.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - begun);
            port2.postMessage(undefined);
          } else if (performance.now() > deadline) {
            reject(new Error(begun > deadline ? `There was no ${event}.` : `It shows ${shown().slice(0, 20)}.`));
          } else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    },
    { ...of, patienceMs },
  );
}
