import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { SavedView } from '#lib/views/schema.ts';
import { viewNames } from '#lib/views/view-names.ts';
import { packIds } from '../pack-ids.ts';
import { runSetNames } from '../run-set.ts';
import {
  addressOf,
  defaultView,
  openedAddress,
  readOpenView,
  sameState,
  shownBy,
  viewStateOf,
  withView,
} from './view-address.ts';

const view = (id: string, more: Partial<SavedView> = {}): SavedView => ({
  id,
  name: id,
  scope: 'shared',
  owner: 'ana',
  isDefault: false,
  state: { tab: 'table', q: 'lr > 0.1' },
  revision: 3,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'ana',
  ...more,
});
const at = (search: string) => new URLSearchParams(search);

test('a view may hold all that the address says of a set of runs, of their charts and their comparison', () => {
  const page = path.join(import.meta.dirname, '../../../(app)/p/[project]/experiments/[experiment]/_parts');
  const sources = [
    path.join(import.meta.dirname, '../../metrics/chart-controls.tsx'),
    path.join(page, 'run-compare.tsx'),
    path.join(import.meta.dirname, '../grid/use-column-widths.ts'),
    path.join(import.meta.dirname, '../grid/use-density.ts'),
  ];
  const written = sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/useUrlState\S*\('(\w+)'/g)]);
  expect(written.length).toBeGreaterThan(5);
  const names = [...runSetNames, ...written.map(([, name]) => name)];
  expect(names.filter((name) => !viewNames.some((known) => known === name))).toEqual([]);
});

test('an address that says nothing shows the default: a person’s own before the shared one', () => {
  const [plain, shared, own] = [
    view('a'),
    view('b', { isDefault: true }),
    view('c', { isDefault: true, scope: 'private', state: { sort: 'name' } }),
  ];
  expect(openedAddress(at(''), [plain]).toString()).toBe('');
  expect(openedAddress(at(''), [plain, shared]).toString()).toBe('view=b.3&tab=table&q=lr+%3E+0.1');
  expect(openedAddress(at(''), [plain, shared, own]).toString()).toBe('view=c.3&sort=name');
  expect(defaultView([plain, shared, own])).toBe(own);
});

test('a link to a view shows it as it is now; any other address shows what it says', () => {
  const views = [view('a'), view('b', { isDefault: true })];
  expect(openedAddress(at('view=a'), views).toString()).toBe('view=a.3&tab=table&q=lr+%3E+0.1');
  for (const said of ['view=none', 'view=a.1', 'view=gone', 'tab=charts', 'q=x', 'view=a&q=x'])
    expect(openedAddress(at(said), views).toString()).toBe(said);
});

test('opening a view takes its state and leaves what belongs to other things', () => {
  const search = at('sort=name&smooth=0.5&sel=1&theme=dark&view=old.1');
  expect(addressOf(view('a'), search).toString()).toBe('theme=dark&view=a.3&tab=table&q=lr+%3E+0.1');
  expect(addressOf(undefined, search).toString()).toBe('theme=dark&view=none');
  expect(withView(view('a'), search).toString()).toBe('sort=name&smooth=0.5&sel=1&theme=dark&view=a.3');
  expect(readOpenView(at('view=a.3'))).toEqual({ id: 'a', revision: 3 });
  expect(readOpenView(at('view=a.x'))).toEqual({ id: 'a', revision: undefined });
  expect(readOpenView(at('view=none'))).toBeUndefined();
});

test('what a view shows is compared as the page writes it, without what belongs to the moment', () => {
  const run = packIds(['0193aaaaaaaa70000000000000000001']);
  const state = viewStateOf(at(`tab=charts&q=x&smooth=0.5&sel=${run}&open=aaaa0001&cols=`));
  expect(state).toEqual({ q: 'x', smooth: '0.5', cols: '' });
  expect(viewStateOf(at(`tab=compare&sel=${run}`))).toEqual({ tab: 'compare', sel: run });
  expect(sameState(state, shownBy(view('a', { state: { tab: 'charts', q: 'x', cols: '', smooth: '0.5' } })))).toBe(
    true,
  );
  expect(sameState(state, { q: 'x', smooth: '0.5' })).toBe(false);
});
