import { expect, test } from 'vitest';
import { inGroups, rankItems, scoreMatch } from './rank-items.ts';

const items = ['Go to Jobs', 'Go to Models', 'Start the example', 'late-arrival', 'embed-64-32'].map((label) => ({
  id: label,
  label,
  group: 'x',
}));

test('letters in order are found, the start of a word first', () => {
  expect(rankItems('jobs', items)[0]?.label).toBe('Go to Jobs');
  expect(rankItems('e64', items)[0]?.label).toBe('embed-64-32');
  expect(rankItems('example', items)[0]?.label).toBe('Start the example');
  expect(rankItems('zzz', items)).toEqual([]);
});

test('without a query everything is shown as it comes', () => {
  expect(rankItems('  ', items)).toEqual(items);
});

test('a whole match beats scattered letters', () => {
  expect(scoreMatch('mod', 'Go to Models') ?? 0).toBeGreaterThan(scoreMatch('mod', 'my old dataset') ?? 0);
});

test('details are searched too', () => {
  expect(rankItems('9f3a', [{ id: '1', label: 'flights', detail: '9f3a04', group: 'x' }])).toHaveLength(1);
});

test('groups stand together in the order in which they come', () => {
  const item = (id: string, group: string) => ({ id, label: id, group });
  const mixed = [item('stop', 'Actions'), item('home', 'Pages'), item('theme', 'Actions')];
  expect(inGroups(mixed).map((each) => each.id)).toEqual(['stop', 'theme', 'home']);
});
