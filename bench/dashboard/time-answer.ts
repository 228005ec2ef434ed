import type { JSHandle, Page } from '@playwright/test';
import { missing, patienceMs } from './browser.ts';

/** A look at the page: what it shows instead of what was asked for, nothing once that is there. */
export type Look = () => string | undefined;

/** When an answer was asked for and when it had been painted, by the clock of the page. */
export interface AnswerTimes {
  begun: number;
  painted: number;
}

/**
 * Does something to a page and waits, in the page, for the `event` that ends the asking and then until a look finds the
 * answer in a frame. @param of.what what is waited for, for the error
 */
export async function timeAnswer(
  page: Page,
  of: { what: string; event: string; look: JSHandle<Look>; act: () => Promise<void> },
): Promise<AnswerTimes> {
  const answered = waitInPage(page, of).catch(async (error: unknown) => {
    throw await missing(page, of.what, error);
  });
  // Whoever comes first says what is wrong.
  await Promise.all([answered, of.act()]);
  return answered;
}

function waitInPage(page: Page, { event, look }: { event: string; look: JSHandle<Look> }): Promise<AnswerTimes> {
  return page.evaluate(
    ({ event, look, patienceMs }) => {
      let begun = Number.POSITIVE_INFINITY;
      addEventListener(
        event,
        (at) => {
          begun = at.timeStamp;
        },
        { capture: true, once: true },
      );
      const deadline = performance.now() + patienceMs;
      return new Promise<{ begun: number; painted: number }>((resolve, reject) => {
        const frame = () => {
          const lacking = begun < performance.now() ? look() : `There was no ${event}.`;
          if (lacking === undefined) {
            // A message is handled after the frame that it is sent in.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve({ begun, painted: performance.now() });
            port2.postMessage(undefined);
          } else if (performance.now() > deadline) reject(new Error(lacking));
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      });
    },
    { event, look, patienceMs },
  );
}
