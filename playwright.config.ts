import { defineConfig } from '@playwright/test';
import { findBrowser } from './lib/testing/find-browser.ts';

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  // What is waited for comes at once; a busy machine may take its time.
  expect: { timeout: 20_000 },
  globalSetup: './e2e/start-platform.ts',
  use: {
    // Pages follow the browser's language; the tests read English.
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
