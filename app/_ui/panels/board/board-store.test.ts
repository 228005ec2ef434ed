import { expect, test } from 'vitest';
import type { Dashboard, DashboardPanel } from '#lib/dashboards/schema.ts';
import { BoardStore } from './board-store.ts';

const panel = (id: string): DashboardPanel => ({ id, kind: 'text', w: 6, h: 4, settings: {} });
const panelsOf = (ids: string) => [...ids].map(panel);
const idsOf = (store: BoardStore) =>
  store
    .getState()
    .panels.map(({ id }) => id)
    .join('');

class Refusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** A server that holds one dashboard, and a clock that goes on when it is told to. */
function world(ids = 'a') {
  let saved: Dashboard | undefined = {
    id: 'd',
    experimentId: 1,
    name: 'd',
    scope: 'shared',
    owner: 'ana',
    revision: 1,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    updatedBy: 'ana',
    panels: panelsOf(ids),
  };
  let now = 0;
  let waiting: (() => void) | undefined;
  let broken = false;
  const read = () => {
    if (broken) throw new Refusal('UNREACHABLE');
    if (!saved) throw new Refusal('NOT_FOUND');
    return saved;
  };
  const write = (panels: readonly DashboardPanel[], revision: number, who: string) => {
    const before = read();
    if (before.revision !== revision) throw new Refusal('CONFLICT');
    saved = { ...before, panels: [...panels], revision: revision + 1, updatedBy: who };
    return saved;
  };
  const store = new BoardStore(read(), {
    save: async (panels, revision) => write(panels, revision, 'me'),
    load: async () => read(),
    wait: (then) => {
      waiting = then;
      return () => {
        waiting = undefined;
      };
    },
    now: () => now,
    codeOf: (error) => (error instanceof Refusal ? error.code : undefined),
  });
  return {
    store,
    current: read,
    saved: () => saved?.panels.map(({ id }) => id).join(''),
    other: (next: string) => write(panelsOf(next), read().revision, 'ben'),
    remove: () => {
      saved = undefined;
    },
    breakDown: (is: boolean) => {
      broken = is;
    },
    pass: (ms: number) => {
      now += ms;
    },
    /** The moment after a change passes, and the request that is sent then is answered. */
    async settle() {
      waiting?.();
      await new Promise(setImmediate);
    },
  };
}

test('changes are saved a moment later, several as one', async () => {
  const { store, saved, settle } = world();
  store.change(panelsOf('ab'));
  store.change(panelsOf('abc'));
  expect(store.getState().saving).toBe('waiting');
  expect(saved()).toBe('a');
  await settle();
  expect(store.getState().saving).toBe('saved');
  expect(saved()).toBe('abc');
});

test('what is changed while a request is under way is saved by the next one', async () => {
  const { store, saved, settle } = world();
  store.change(panelsOf('ab'));
  store.flush();
  store.change(panelsOf('abc'));
  expect(store.getState().saving).toBe('saving');
  await settle();
  expect(store.getState().saving).toBe('waiting');
  await settle();
  expect(saved()).toBe('abc');
});

test('steps are taken back and made again, and that is saved too; what is drawn slowly is one step', async () => {
  const { store, saved, settle, pass } = world();
  store.change(panelsOf('ab'));
  expect(store.change(panelsOf('ba'), 'size')).toBe(true);
  pass(300);
  expect(store.change(panelsOf('bab'), 'size')).toBe(false);
  expect(store.undo()).toBe(true);
  expect(idsOf(store)).toBe('ab');
  expect(store.undo()).toBe(true);
  expect(store.undo()).toBe(false);
  await settle();
  expect(saved()).toBe('a');
  store.redo();
  store.redo();
  expect(idsOf(store)).toBe('bab');
  expect(store.redo()).toBe(false);
  pass(5_000);
  expect(store.change(panelsOf('x'), 'size')).toBe(true);
});

test('what somebody else saves is shown where nothing was changed here', () => {
  const { store, other } = world();
  store.hear(other('ab'));
  expect(idsOf(store)).toBe('ab');
  expect(store.undo()).toBe(false);
});

test('the own change that is heard of before its answer is nobody else’s', async () => {
  const { store, settle, saved, current } = world();
  store.change(panelsOf('ab'));
  await settle();
  store.change(panelsOf('abc'));
  store.flush();
  // The write has been done, and its event comes before the answer.
  store.hear(current());
  await settle();
  expect(store.getState()).toMatchObject({ saving: 'saved', theirs: undefined });
  expect(saved()).toBe('abc');
});

test.each(['heard of first', 'found when saving'])('in a conflict, %s, both versions stay', async (how) => {
  const { store, other, saved, settle } = world();
  store.change(panelsOf('mine'));
  const theirs = other('xy');
  if (how === 'heard of first') store.hear(theirs);
  await settle();
  expect(store.getState()).toMatchObject({ saving: 'conflict', theirs: { updatedBy: 'ben', revision: 2 } });
  expect(idsOf(store)).toBe('mine');
  expect(saved()).toBe('xy');
  // Work goes on, and still nothing is written over.
  store.change(panelsOf('mined'));
  await settle();
  expect(saved()).toBe('xy');
});

test('after a conflict either version wins, as it is chosen', async () => {
  const lose = world();
  lose.store.change(panelsOf('mine'));
  lose.other('xy');
  await lose.settle();
  lose.store.takeTheirs();
  expect(idsOf(lose.store)).toBe('xy');
  expect(lose.store.unsaved).toBe(false);
  const win = world();
  win.store.change(panelsOf('mine'));
  win.other('xy');
  await win.settle();
  win.store.writeOver();
  await win.settle();
  expect(win.saved()).toBe('mine');
  expect(win.store.getState().saving).toBe('saved');
});

test('what could not be saved stays, and is saved when asked or with the next change', async () => {
  const { store, breakDown, saved, settle } = world();
  breakDown(true);
  store.change(panelsOf('ab'));
  await settle();
  expect(store.getState()).toMatchObject({ saving: 'failed', error: { message: 'UNREACHABLE' } });
  breakDown(false);
  store.flush();
  await settle();
  expect(saved()).toBe('ab');
});

test('a dashboard that was deleted meanwhile is still shown, and not made anew by itself', async () => {
  const { store, remove, settle, saved } = world();
  store.change(panelsOf('ab'));
  remove();
  await settle();
  expect(store.getState().saving).toBe('gone');
  expect(idsOf(store)).toBe('ab');
  expect(saved()).toBeUndefined();
});
