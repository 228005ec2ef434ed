import { expect, test } from 'vitest';
import { readTyped } from './read-typed.ts';

test.each([
  ['lo', { kind: 'key', word: 'lo', start: 0 }],
  ['loss < 1 and op', { kind: 'key', word: 'op', start: 13 }],
  ['(val/l', { kind: 'key', word: 'val/l', start: 1 }],
  ['`odd', { kind: 'key', word: 'odd', start: 0 }],
  ['optimizer = ad', { kind: 'value', field: 'optimizer', word: 'ad', start: 12 }],
  ['optimizer=', { kind: 'value', field: 'optimizer', word: '', start: 10 }],
  ['a < 1 or team != "vi', { kind: 'value', field: 'team', word: 'vi', start: 17 }],
  ['team in (vision, la', { kind: 'value', field: 'team', word: 'la', start: 17 }],
  ['name contains wa', { kind: 'value', field: 'name', word: 'wa', start: 14 }],
])('%j is typed as %j', (before, typed) => expect(readTyped(before)).toEqual(typed));

test.each(['', 'loss < 1 ', 'loss < 1 and ', 'a big name'])('nothing can be said of %j', (before) =>
  expect(readTyped(before)).toBeUndefined(),
);
