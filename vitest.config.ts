import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['lib/**/*.test.ts', 'jobs/**/*.test.ts', 'app/**/*.test.{ts,tsx}'],
    // Native modules (DuckDB, TensorFlow) and per-process seeds want a process for each file.
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['lib/testing/postgres-for-tests.ts'],
    setupFiles: ['lib/testing/fail-on-console-error.ts'],
    env: { LOG_LEVEL: process.env.TRAZA_TEST_LOG ? 'debug' : 'silent' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});
