import { afterEach, beforeEach, expect, vi } from 'vitest';

// A test that prints an error nobody expected has found something; it must not scroll by.
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  const calls = vi.mocked(console.error).mock?.calls ?? [];
  expect(calls, 'console.error was called').toEqual([]);
});
