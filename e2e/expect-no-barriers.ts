import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** The rules of WCAG 2.2 AA. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Opens pages of a project in both themes and expects that axe finds nothing that keeps somebody out, and that on a phone
 * no page has to be moved sideways. @param url the project's address
 */
export async function expectNoBarriers(page: Page, { url, paths }: { url: string; paths: string[] }): Promise<void> {
  const whole = page.viewportSize();
  for (const theme of ['light', 'dark'] as const) {
    await page.context().addCookies([{ name: 'traza-theme', value: theme, url }]);
    for (const path of paths) {
      const where = `${theme} ${path === '' ? '/' : path}`;
      if (whole) await page.setViewportSize(whole);
      await page.goto(`${url}${path}`);
      await expect(page.getByRole('main')).toBeVisible();
      await expect.poll(() => page.evaluate(awaited), where).toBe(0);
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      const found = violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`);
      expect.soft(found, where).toEqual([]);
      if (theme === 'dark') continue;
      await page.setViewportSize({ width: 390, height: 844 });
      await expect.poll(() => page.evaluate(cutOff), `${where} on a phone`).toEqual([]);
    }
  }
  if (whole) await page.setViewportSize(whole);
}

/** Places on the screen that wait for what belongs there; what is further down is not asked for yet. */
function awaited(): number {
  return [...document.querySelectorAll('.skeleton')].filter((one) => {
    const { top, height } = one.getBoundingClientRect();
    return height > 0 && top < window.innerHeight;
  }).length;
}

/** What reaches beyond the right edge of the page and cannot be scrolled to by itself, as wide tables can. */
function cutOff(): string[] {
  const content = document.querySelector('main');
  // The frame of the page hides what is too wide for it; what is hidden further inside is meant to be.
  const keeps = (one: Element | null): boolean =>
    one !== null &&
    !one.contains(content) &&
    (getComputedStyle(one).overflowX !== 'visible' || keeps(one.parentElement));
  const sideways = content && content.scrollWidth > content.clientWidth + 1 ? ['main'] : [];
  const beyond = [...document.body.querySelectorAll('*')].filter((one) => {
    const { right, width, height } = one.getBoundingClientRect();
    return width > 1 && height > 1 && right > window.innerWidth + 1 && !keeps(one.parentElement);
  });
  return [...sideways, ...beyond.map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute('class') ?? ''}`)].slice(
    0,
    5,
  );
}
