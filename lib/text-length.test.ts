import { expect, test } from 'vitest';
import { z } from 'zod';
import { cutTo, exceeds, textUpTo } from './text-length.ts';

test('a character beyond the first 65,536 counts once, and is never cut in two', () => {
  const whole = '🚀'.repeat(250);
  expect([exceeds(whole, 250), exceeds(`${whole}x`, 250), exceeds('é'.repeat(251), 250)]).toEqual([false, true, true]);
  expect([cutTo(whole, 3), cutTo('a🚀b', 2), cutTo('ab', 2)]).toEqual(['🚀🚀🚀', 'a🚀', 'ab']);
  expect(textUpTo(250).min(1).safeParse(whole).success).toBe(true);
  expect(textUpTo(250).min(1).safeParse(`${whole}x`).error?.issues[0]?.message).toBe(
    'must have at most 250 characters',
  );
  expect(textUpTo(2, { trim: true }).safeParse(' ab ').data).toBe('ab');
  expect(z.toJSONSchema(textUpTo(250).min(1).optional())).toMatchObject({ maxLength: 250, minLength: 1 });
});
