import { expect, test } from 'vitest';
import { isChunkError } from './reload-once.ts';

test.each([
  [Object.assign(new Error('x'), { name: 'ChunkLoadError' }), true],
  [new Error('Failed to load chunk /_next/static/chunks/a.js from module 12'), true],
  [new TypeError('Failed to fetch dynamically imported module: http://x/a.js'), true],
  [new TypeError('Failed to fetch'), false],
  ['Loading chunk 3 failed', false],
])('%s', (error, expected) => expect(isChunkError(error)).toBe(expected));
