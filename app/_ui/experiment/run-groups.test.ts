import { expect, test } from 'vitest';
import type { RunGroup } from '#lib/runs/table/schema.ts';
import {
  groupId,
  groupLines,
  groupMetrics,
  groupName,
  groupRunsBy,
  groupSort,
  isGroupId,
  meanAndSpread,
  shownGroup,
  toggleGroupKey,
} from './run-groups.ts';
import { idTail, isVisible, readRunSet, toggleOpen, toggleSolo, toggleVisible, writeRunSet } from './run-set.ts';

const by = ['param:optimizer', 'status'];
const group = (values: (string | null)[], count = 1, filter: string | null = 'x = 1'): RunGroup => ({
  values,
  count,
  statuses: {},
  metrics: [{ count, nanCount: 0, mean: 0.5, sd: null, min: 0, max: 'Infinity' }],
  filter,
});
const empty = readRunSet(new URLSearchParams());

test('a group is known again by its values, and no two that differ by what they lack are one', () => {
  const id = groupId(by, ['adam', 'failed']);
  expect(id).toBe(groupId(by, ['adam', 'failed']));
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(isGroupId(id)).toBe(true);
  expect(isGroupId('0193aaaaaaaa7000000000000000aaaa')).toBe(false);
  expect(new Set([id, groupId(by, ['adam', null]), groupId(by, ['', null]), groupId(by, [null, ''])]).size).toBe(4);
});

test('the eye, solo and opening work on a group as on a run, and its address remembers them', () => {
  const [a, b] = [groupId(by, ['adam', null]), groupId(by, ['sgd', null])];
  expect([a, b].map((id) => isVisible(toggleVisible(empty, a), id))).toEqual([false, true]);
  expect([a, b].map((id) => isVisible(toggleSolo(empty, a), id))).toEqual([true, false]);
  const set = toggleOpen(toggleVisible({ ...empty, group: by }, a), b);
  expect(readRunSet(new URLSearchParams(writeRunSet(set)))).toEqual(set);
});

test('grouping by other things forgets what was hidden and opened of the groups before', () => {
  const id = groupId(by, ['adam', null]);
  const set = { ...empty, hidden: [idTail(id)], solo: [idTail(id)], open: [idTail(id)], base: id };
  expect(groupRunsBy(set, ['tag:fold'])).toEqual({ ...empty, group: ['tag:fold'] });
  expect(toggleGroupKey(toggleGroupKey(by, 'tag:fold'), 'status')).toEqual(['param:optimizer', 'tag:fold']);
});

test('a group is named by its values, and says what it lacks', () => {
  expect(groupName(by, ['adam', 'failed'])).toBe('optimizer=adam, status=failed');
  expect(groupName(by, [null, 'failed'])).toBe('no optimizer, status=failed');
});

test('groups are sorted by the first key that they have a mean of, by their number of runs otherwise', () => {
  const metrics = groupMetrics(['status', 'metric:loss:min', 'param:lr', '|', 'metric:auc'], 'metric:auc');
  expect(metrics).toEqual(['metric:auc', 'metric:loss:min']);
  expect(groupSort(['-created'], metrics)).toEqual({ by: 'count', order: 'desc' });
  expect(groupSort(['count'], metrics)).toEqual({ by: 'count', order: 'asc' });
  expect(groupSort(['name', 'metric:loss:min'], metrics)).toEqual({ by: 'metric:loss:min', order: 'asc' });
});

test('runs of open groups are lines below theirs', () => {
  const shown = [group(['a', null], 2), group(['b', null], 3), group(['c', null], 1)].map((one) =>
    shownGroup(one, by, ['metric:auc'], [idTail(groupId(by, ['b', null]))]),
  );
  const lines = groupLines(shown);
  expect(lines.total).toBe(6);
  const said = Array.from({ length: 7 }, (_, index) => {
    const line = lines.lineAt(index);
    return line && `${line.group.group.values[0]}${line.at ?? ''}`;
  });
  expect(said).toEqual(['a', 'b', 'b0', 'b1', 'b2', 'c', undefined]);
  expect(meanAndSpread(shown[0]?.figures.get('metric:auc'))).toEqual({ mean: 0.5, sd: undefined });
});

test('a group that no filter can name stays shut', () => {
  const one = group(['a', null], 2, null);
  expect(shownGroup(one, by, [], [idTail(groupId(by, one.values))]).open).toBe(false);
});
