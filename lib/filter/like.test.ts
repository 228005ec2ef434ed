import { expect, test } from 'vitest';
import { isLike } from './like.ts';

test.each([
  ['RUNNING', 'RUN%', true],
  ['RUNNING', '%ING', true],
  ['RUNNING', 'R%N%G', true],
  ['RUNNING', 'R%N%G_', false],
  ['RUNNING', '_______', true],
  ['RUNNING', '______', false],
  ['RUNNING', 'running', false],
  ['RUNNING', '%', true],
  ['', '%', true],
  ['', '', true],
  ['a', '', false],
  ['aab', '%ab', true],
  ['a%b', 'a\\%b', true],
  ['axb', 'a\\%b', false],
  ['a\\', 'a\\', true],
  ['a.b', 'a.b', true],
  ['axb', 'a.b', false],
  ['a\nb', 'a_b', true],
  ['🙂', '_', true],
])('%j LIKE %j: %s', (text, pattern, fits) => {
  expect(isLike(text, pattern)).toBe(fits);
});

test('takes no notice of the case when asked', () => {
  expect(isLike('RUNNING', 'run%', { ignoreCase: true })).toBe(true);
});

// As regular expressions these take longer than anybody lives.
test.each(['%'.repeat(100_000), '%N'.repeat(100_000), '_%'.repeat(100_000)])('comes to an end', (pattern) => {
  expect(isLike('FINISHED', `${pattern}x`)).toBe(false);
});
