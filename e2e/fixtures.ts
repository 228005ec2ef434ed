import { randomBytes } from 'node:crypto';
import { test as base, expect } from '@playwright/test';

interface Fixtures {
  /** A project of this test's own, made through the API. */
  project: { slug: string; url: string; api: string };
}

/** Tests run against the started product; a page that logs an error or throws fails its test. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern
  project: async ({}, use) => {
    const base = process.env.TRAZA_TEST_URL ?? '';
    const slug = `e2e-${randomBytes(4).toString('hex')}`;
    const answer = await fetch(`${base}/api/v1/projects`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ slug }),
    });
    if (answer.status !== 201) throw new Error(`No project for the test: ${answer.status} ${await answer.text()}`);
    await use({ slug, url: `${base}/p/${slug}`, api: `${base}/p/${slug}/api/v1` });
  },
  page: async ({ page }, use) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await use(page);
    expect(problems, 'errors in the browser console').toEqual([]);
  },
});

export { expect };
