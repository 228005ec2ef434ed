import { expect, test } from 'vitest';
import { readTagLines, tagChanges, tagLines } from './tag-lines.ts';

test('tags are lines that read back as they were', () => {
  const tags = { team: 'vision', url: 'https://a.b/?c=d', done: '' };
  expect(tagLines(tags)).toBe('done\nteam = vision\nurl = https://a.b/?c=d');
  expect(readTagLines(tagLines(tags))).toEqual(tags);
});

test('what a client keeps and what no line can hold is neither shown nor removed', () => {
  const before = { 'mlflow.note.content': '# Note', poem: 'two\nlines', team: 'a' };
  expect(tagLines(before)).toBe('team = a');
  expect(tagChanges(before, '')).toEqual({ team: null });
});

test('only what changed is written', () => {
  expect(tagChanges({ a: '1', b: '2' }, 'a = 1\nb = 3\n\n c=4 ')).toEqual({ b: '3', c: '4' });
});
