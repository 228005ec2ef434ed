import type { Browser, Page } from '@playwright/test';
import { keepAllTimings, openPage, toldBy, untilQuiet } from './browser.ts';
import { countFrames, type Frames, nextFrame } from './frames.ts';
import { heapOf } from './heap.ts';

export const chartsViewport = { width: 1440, height: 900 };
/** So large that all panels of the curves are on it at once. */
export const wallViewport = { width: 2_560, height: 3_200 };
const marks = { first: 'bench first panel', all: 'bench all panels' };

/** What panels are made of, here or in another product. */
export interface PanelLook {
  slot: string;
  /** What a slot holds once its panel is drawn, and how many of it. */
  drawn: string;
  count: number;
}

/** A canvas comes with its data and is drawn in the frame that it comes in. */
export const panelLook: PanelLook = { slot: '.chart-slot', drawn: '.chart-canvas canvas', count: 1 };

export interface Panels {
  /** Milliseconds from the start of the navigation until one panel was drawn, and all that are on screen. */
  first: number;
  all: number;
  onScreen: number;
}

/** One visit of the charts of an experiment by a browser that has nothing cached. */
export async function measurePanels(
  browser: Browser,
  of: { url: string; viewport: { width: number; height: number } },
): Promise<Panels> {
  const { page, close } = await openPage(browser, of.viewport);
  const panels = await visitPanels(page, { url: of.url, look: panelLook });
  await close();
  return panels;
}

export async function visitPanels(page: Page, { url, look }: { url: string; look: PanelLook }): Promise<Panels> {
  await keepAllTimings(page);
  await markPanels(page, look);
  const [first, all] = await Promise.all([
    toldBy(page, marks.first),
    toldBy(page, marks.all),
    page.goto(url, { waitUntil: 'commit' }),
  ]);
  const { onScreen, empty } = await page.evaluate((slot) => {
    const canvases = Array.from(document.querySelectorAll<HTMLCanvasElement>(`${slot} canvas`));
    const drawn = canvases.filter((canvas) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.some((value) => value > 0);
    });
    const seen = Array.from(document.querySelectorAll(slot)).filter((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    });
    return { onScreen: seen.length, empty: canvases.length - drawn.length };
  }, look.slot);
  if (empty > 0) throw new Error(`${empty} panels have a canvas without a line on it.`);
  return { first, all, onScreen };
}

/** Says when one panel on screen has been drawn, and one when all have. */
async function markPanels(page: Page, look: PanelLook): Promise<void> {
  await page.addInitScript(
    ({ marks, look }) => {
      const painted = (mark: string) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => console.debug(mark, performance.now());
        port2.postMessage(undefined);
      };
      let begun = false;
      const watch = () => {
        const slots = Array.from(document.querySelectorAll(look.slot)).filter((slot) => {
          const { top, bottom, height } = slot.getBoundingClientRect();
          return height > 0 && top < innerHeight && bottom > 0;
        });
        const drawn = slots.filter((slot) => slot.querySelectorAll(look.drawn).length >= look.count).length;
        if (drawn > 0 && !begun) {
          begun = true;
          painted(marks.first);
        }
        if (drawn > 0 && drawn === slots.length) painted(marks.all);
        else requestAnimationFrame(watch);
      };
      requestAnimationFrame(watch);
    },
    { marks, look },
  );
}

export interface Hovered {
  hover: Frames;
  /** Of the same page while nothing happens. */
  idle: Frames;
  /** Bytes after a collection, with the panels drawn. */
  heap: number;
}

/** Moves the pointer over a panel without a pause; the crosshair follows in all panels. */
export async function measureHover(browser: Browser, of: { url: string; seconds: number }): Promise<Hovered> {
  const { page, cdp, close } = await openPage(browser, chartsViewport);
  await visitPanels(page, { url: of.url, look: panelLook });
  await untilQuiet(page);
  const heap = await heapOf(cdp);
  const idle = await countFrames(page, () => page.waitForTimeout(1_000));
  const box = await page.locator(`${panelLook.slot} .u-over`).first().boundingBox();
  if (!box) throw new Error('The first panel has no place to hover (.u-over).');
  const hover = await countFrames(page, async () => {
    const end = performance.now() + of.seconds * 1000;
    for (let move = 0; performance.now() < end; move += 1) {
      // To and fro over the whole width in two seconds, up and down slowly: other lines come near.
      const [across, down] = [Math.sin(move / 19), Math.sin(move / 53)];
      await page.mouse.move(box.x + box.width * (0.5 + 0.48 * across), box.y + box.height * (0.5 + 0.4 * down));
      await nextFrame(page);
    }
  });
  if (!(await page.locator('.chart-tip').first().isVisible()))
    throw new Error('No tooltip came while hovering (.chart-tip).');
  await close();
  return { hover, idle, heap };
}
