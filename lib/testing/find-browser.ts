import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** A Chromium for the browser tests: the one named by TRAZA_TEST_BROWSER, Playwright's own, or the system's. */
export function findBrowser(): string | undefined {
  const candidates = [
    process.env.TRAZA_TEST_BROWSER,
    chromium.executablePath(),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return candidates.find((file) => file && existsSync(file));
}
