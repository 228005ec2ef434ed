import { expect, test } from 'vitest';
import {
  beginHistory,
  type ChangeHistory,
  recordChange,
  redoChange,
  undoChange,
  watchedPart,
  withPart,
} from './change-history.ts';

/** The history after these addresses, each so many ms after the one before. */
function after(steps: [search: string, pause: number][], first = ''): ChangeHistory {
  let now = 0;
  return steps.reduce((history, [search, pause]) => {
    now += pause;
    return recordChange(history, search, now);
  }, beginHistory(first));
}

/** All that undo comes to, one after the other, and back again by redo. */
function wayBack(history: ChangeHistory): string[] {
  const way: string[] = [];
  let end = history;
  for (let next = undoChange(end); next; next = undoChange(end)) {
    way.push(next.present);
    end = next;
  }
  const again: string[] = [];
  for (let next = redoChange(end); next; next = redoChange(end)) {
    again.push(next.present);
    end = next;
  }
  expect(again).toEqual([...way.slice(0, -1).reverse(), ...(way.length > 0 ? [history.present] : [])]);
  return way;
}

test('changes are taken back one by one, and made again', () => {
  const history = after([
    ['sort=name', 500],
    ['sort=name&hide=aaaa0001', 500],
    ['sort=name&hide=aaaa0001.bbbb0002', 500],
  ]);
  expect(wayBack(history)).toEqual(['sort=name&hide=aaaa0001', 'sort=name', '']);
  expect(undoChange(beginHistory(''))).toBeUndefined();
  expect(redoChange(history)).toBeUndefined();
});

test('a slider that is drawn, or a text that is typed, is one change; a pause begins another', () => {
  const drawn = after([
    ['smooth=0.1', 500],
    ['smooth=0.2', 100],
    ['smooth=0.5', 100],
    ['smooth=0.6', 2_000],
  ]);
  expect(wayBack(drawn)).toEqual(['smooth=0.5', '']);
  const both = after([
    ['q=l', 500],
    ['q=lr', 200],
    ['q=lr&smooth=0.1', 200],
  ]);
  expect(wayBack(both)).toEqual(['q=lr', '']);
  // Two eyes in one second are two changes.
  expect(
    wayBack(
      after([
        ['hide=aaaa0001', 500],
        ['hide=aaaa0001.bbbb0002', 300],
      ]),
    ),
  ).toHaveLength(2);
});

test('what one act writes in several fields is one change', () => {
  const history = after(
    [
      ['x=time&zoom=1-2', 500],
      ['x=time', 1],
    ],
    'zoom=1-2',
  );
  expect(wayBack(history)).toEqual(['zoom=1-2']);
});

test('another tab is no change, and undo shows the tab on which a change was made', () => {
  const history = after(
    [
      ['tab=table&sort=name', 500],
      ['sort=name', 500],
    ],
    'tab=table',
  );
  expect(wayBack(history)).toEqual(['tab=table']);
});

test('the height of rows is no change, and a width that is moved on and on is one', () => {
  const history = after(
    [
      ['rows=compact', 500],
      ['rows=compact&w=136%3Astatus', 500],
      ['rows=compact&w=152%3Astatus', 200],
      ['rows=compact&w=168%3Astatus', 200],
    ],
    '',
  );
  expect(wayBack(history)).toEqual(['rows=compact']);
});

test('saving is no change, and taking back what was before it keeps the saved revision', () => {
  const history = after(
    [
      ['view=a.1&q=x', 500],
      ['view=a.2&q=x', 500],
      ['view=b.7&q=y', 500],
    ],
    'view=a.1',
  );
  expect(wayBack(history)).toEqual(['view=a.2&q=x', 'view=a.2']);
});

test('a change after an undo forgets what was taken back', () => {
  const undone = undoChange(after([['sort=name', 500]])) as ChangeHistory;
  const history = recordChange(undone, 'sort=status', 1_000);
  expect(history.future).toEqual([]);
  expect(wayBack(history)).toEqual(['']);
});

test('fifty changes are kept', () => {
  const history = after(Array.from({ length: 80 }, (_, index) => [`hide=${index}`, 500]));
  expect(history.past).toHaveLength(50);
  expect(wayBack(history).at(-1)).toBe('hide=29');
});

test('only what concerns runs and charts is watched and put back', () => {
  expect(watchedPart(new URLSearchParams('q=x&dialog=1&sort=name'))).toBe('q=x&sort=name');
  expect(withPart(new URLSearchParams('q=x&dialog=1'), 'sort=name').toString()).toBe('dialog=1&sort=name');
});
