import type { SavedView, ViewState } from '#lib/views/schema.ts';
import { type ViewFieldName, viewNames } from '#lib/views/view-names.ts';
import { readRunSet, runSetNames, writeRunSet } from '../run-set.ts';

/**
 * The view that an address belongs to: `view=<id>.<revision>`, the revision that was opened, with all it shows beside it.
 * `view=<id>` alone stands for whatever that view shows now, `view=none` for no view where the experiment has a default.
 */
export const viewField = 'view';
const noView = 'none';

/** The view an address names, and the revision that was opened: undefined where the address is a link to the view itself. */
export function readOpenView(search: URLSearchParams): { id: string; revision: number | undefined } | undefined {
  const [id = '', revision = ''] = (search.get(viewField) ?? '').split('.');
  if (id === '' || id === noView) return undefined;
  return { id, revision: /^\d{1,9}$/.test(revision) ? Number(revision) : undefined };
}

/**
 * What of an address a view keeps, as the page itself writes it. Runs that are picked, and groups that are open, belong to
 * the moment; only in a comparison the runs are what is looked at.
 */
export function viewStateOf(search: URLSearchParams): ViewState {
  const set = readRunSet(search);
  const written = new URLSearchParams(
    writeRunSet({
      ...set,
      open: [],
      selected: set.tab === 'compare' ? set.selected : [],
      board: set.tab === 'boards' ? set.board : undefined,
    }),
  );
  const ofRuns: ReadonlySet<string> = new Set(runSetNames);
  const state: ViewState = {};
  for (const name of viewNames) {
    const value = (ofRuns.has(name) ? written : search).get(name);
    if (value !== null && value !== '') state[name] = value;
  }
  if (written.get('cols') === '') state.cols = '';
  return state;
}

export function sameState(one: ViewState, other: ViewState): boolean {
  return viewNames.every((name) => one[name] === other[name]);
}

/** What a view shows, as `viewStateOf` says it: a client may have saved what a page writes in another way. */
export function shownBy({ state }: Pick<SavedView, 'state'>): ViewState {
  return viewStateOf(searchOf(state));
}

/** An address of the page that shows a view, or what the page shows by itself; fields of other things stay. */
export function addressOf(
  view: Pick<SavedView, 'id' | 'revision' | 'state'> | undefined,
  search: URLSearchParams,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of [viewField, ...viewNames]) next.delete(name);
  next.set(viewField, view ? `${view.id}.${view.revision}` : noView);
  if (view) for (const [name, value] of searchOf(view.state)) next.set(name, value);
  return next;
}

/** The same address as part of a view, or of no view, whatever it shows. */
export function withView(
  view: Pick<SavedView, 'id' | 'revision'> | undefined,
  search: URLSearchParams,
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.set(viewField, view ? `${view.id}.${view.revision}` : noView);
  return next;
}

/** The view an experiment opens with: a person's own goes before the shared one. */
export function defaultView(views: readonly SavedView[]): SavedView | undefined {
  const defaults = views.filter((view) => view.isDefault);
  return defaults.find((view) => view.scope === 'private') ?? defaults[0];
}

/** What is shown at an address that was opened: one that says nothing shows the default view. */
export function openedAddress(search: URLSearchParams, views: readonly SavedView[]): URLSearchParams {
  if (viewNames.some((name) => search.has(name))) return search;
  const named = readOpenView(search);
  if (named?.revision !== undefined) return search;
  const view = search.has(viewField) ? views.find(({ id }) => id === named?.id) : defaultView(views);
  return view ? addressOf(view, search) : search;
}

function searchOf(state: ViewState): URLSearchParams {
  const names = Object.keys(state) as ViewFieldName[];
  return new URLSearchParams(names.map((name) => [name, state[name] ?? '']));
}
