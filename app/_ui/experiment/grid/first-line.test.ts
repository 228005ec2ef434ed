import { expect, test } from 'vitest';
import { firstLine } from './first-line.ts';

test('a note is told by the first of its lines that says something', () => {
  expect(firstLine('')).toBe('');
  expect(firstLine('\n\n---\n# Best so **far**\nmore')).toBe('Best so far');
  expect(firstLine('- [x] `lr` as in [the paper](https://a.b/c)')).toBe('lr as in the paper');
  expect(firstLine('> 1. quoted')).toBe('quoted');
  expect(firstLine('<b>not bold</b> 2 * 3 * 4')).toBe('<b>not bold</b> 2 * 3 * 4');
  expect(firstLine('```py\nx = 1\n```')).toBe('x = 1');
});
