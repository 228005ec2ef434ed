import type { JSHandle, Page } from '@playwright/test';
import { untilQuiet } from '../browser.ts';
import { type Look, timeAnswer } from '../time-answer.ts';
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
    const { begun, painted } = await timeAnswer(page, {
      what: `the rows of "${question.asked}"`,
      event: asking.event,
      look: await lookForNames(page, { ...question, row: ui.row }),
      act: () => asking.act(page, question.asked),
    });
    found.push({ question, total: painted - begun });
  }
  return found;
}

/** Looks for rows other than those of now, all of them among the names. */
function lookForNames(
  page: Page,
  of: { kind: ComparedQuestion['kind']; names: string[]; row: string },
): Promise<JSHandle<Look>> {
  return page.evaluateHandle(({ kind, names, row }) => {
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
    const isAnswer = (rows: string[]) =>
      rows.length >= enough &&
      rows.join() !== before &&
      (kind === 'sort' ? rows.every((name, at) => name === names[at]) : rows.every((name) => answers.has(name)));
    return () => {
      const rows = shown();
      return isAnswer(rows) ? undefined : `It shows ${rows.slice(0, 20)}.`;
    };
  }, of);
}
