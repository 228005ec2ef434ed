import { expect, test } from 'vitest';
import { columnLabel, joinPinned, moveColumn, splitPinned, toggleColumn, togglePinned } from './run-columns.ts';

test('what stands before the mark is pinned', () => {
  expect(splitPinned(['a', '|', 'b'])).toEqual({ pinned: ['a'], others: ['b'] });
  expect(splitPinned(['a', 'b'])).toEqual({ pinned: [], others: ['a', 'b'] });
  expect(joinPinned({ pinned: [], others: ['a'] })).toEqual(['a']);
});

test('pinning takes a column to the left and back', () => {
  expect(togglePinned(['a', 'b', 'c'], 'b')).toEqual(['b', '|', 'a', 'c']);
  expect(togglePinned(['b', '|', 'a', 'c'], 'c')).toEqual(['b', 'c', '|', 'a']);
  expect(togglePinned(['b', '|', 'a'], 'b')).toEqual(['b', 'a']);
});

test('a column is shown, hidden and moved', () => {
  expect(toggleColumn(['a', '|', 'b'], 'c')).toEqual(['a', '|', 'b', 'c']);
  expect(toggleColumn(['a', '|', 'b'], 'a')).toEqual(['b']);
  expect(moveColumn(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b']);
  expect(moveColumn(['a', '|', 'b'], 'b', 'a')).toEqual(['b', 'a', '|']);
  expect(moveColumn(['a', 'b'], 'a', 'gone')).toEqual(['a', 'b']);
});

test('a header names the metric, its figure, or the arrow of its direction', () => {
  const directionOf = (key: string) => (key === 'auc' ? ('max' as const) : null);
  expect(columnLabel('metric:auc:max', directionOf)).toBe('auc ↑');
  expect(columnLabel('metric:auc:min', directionOf)).toBe('auc · min');
  expect(columnLabel('metric:lr:last', directionOf)).toBe('lr');
  expect(columnLabel('param:x', directionOf)).toBe('x');
  expect(columnLabel('created', directionOf)).toBe('Created');
});
