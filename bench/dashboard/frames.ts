import type { Page } from '@playwright/test';
import { median } from '../bar.ts';

/** What came between one frame of a page and the next. */
export interface Frames {
  perSecond: number;
  frames: number;
  /** Milliseconds. */
  median: number;
  worst: number;
  /** How many took longer than 50 ms. */
  slow: number;
}

const slowMs = 50;

/** Counts the frames that a page makes while something is done with it. */
export async function countFrames(page: Page, work: () => Promise<void>): Promise<Frames> {
  const recorder = await page.evaluateHandle(() => {
    const times: number[] = [];
    let next = 0;
    const note = (time: number) => {
      times.push(time);
      next = requestAnimationFrame(note);
    };
    next = requestAnimationFrame(note);
    return {
      stop: () => {
        cancelAnimationFrame(next);
        return times;
      },
    };
  });
  await work();
  const times = await recorder.evaluate((one) => one.stop());
  await recorder.dispose();
  return framesOf(times);
}

/** @param times when each frame began, in milliseconds. Pure. */
function framesOf(times: readonly number[]): Frames {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  if (gaps.length === 0) throw new Error('The page made no frame while it was measured.');
  const lasted = gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    perSecond: (gaps.length * 1000) / lasted,
    frames: gaps.length,
    median: median(gaps),
    worst: Math.max(...gaps),
    slow: gaps.filter((gap) => gap > slowMs).length,
  };
}

/** Waits for the next frame of a page. */
export function nextFrame(page: Page): Promise<void> {
  return page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));
}
