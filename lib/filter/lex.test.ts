import { expect, test } from 'vitest';
import { lex } from './lex.ts';

const kinds = (text: string) => lex(text).map((token) => [token.kind, token.text]);

test.each(['1', '1.', '1.5', '.5', '-2', '+2.5e-3', '1e9', '00.1E+2'])('%s is a number', (text) => {
  expect(kinds(text)).toEqual([
    ['number', text],
    ['end', ''],
  ]);
});

test.each(['1x', '5e', '1_000', '3$'])('%s is a word', (text) => {
  expect(kinds(text)).toEqual([
    ['word', text],
    ['end', ''],
  ]);
});

// 160 billion steps, if each digit could be read in two ways.
test('reads a long row of digits once', () => {
  const text = `${'1'.repeat(400_000)}x`;
  expect(kinds(text)).toEqual([
    ['word', text],
    ['end', ''],
  ]);
});
