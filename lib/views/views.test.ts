import { expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { deleteView } from './delete-view.ts';
import { listViews } from './list-views.ts';
import { saveView } from './save-view.ts';
import { setDefaultView } from './set-default-view.ts';
import { updateView } from './update-view.ts';

const t = await testDatabase();

async function twoPeople(): Promise<{ ana: Ctx; ben: Ctx; experimentId: number }> {
  const ana = { ...(await t.newCtx()), actor: 'ana' };
  const { id } = await createExperiment({ ctx: ana, input: { name: 'runs' } });
  return { ana, ben: { ...ana, actor: 'ben' }, experimentId: id };
}

async function namesOf(ctx: Ctx, experimentId: number): Promise<string[]> {
  return (await listViews({ ctx, input: { experimentId } })).map((view) => view.name);
}

test('a private view is there for its owner alone, a shared one for everybody in the project', async () => {
  const { ana, ben, experimentId } = await twoPeople();
  const save = (ctx: Ctx, scope: 'private' | 'shared', name: string) =>
    saveView({ ctx, input: { experimentId, name, scope, state: { tab: 'table', q: 'lr > 0.1' } } });
  const mine = await save(ana, 'private', 'best');
  expect(mine).toMatchObject({ owner: 'ana', revision: 1, isDefault: false, state: { tab: 'table', q: 'lr > 0.1' } });
  const ours = await save(ana, 'shared', 'best');
  await save(ben, 'private', 'best');
  expect(await namesOf(ana, experimentId)).toEqual(['best', 'best']);
  const change = { experimentId, viewId: mine.id };
  await expect(updateView({ ctx: ben, input: { ...change, name: 'x' } })).rejects.toThrow('No view');
  await expect(deleteView({ ctx: ben, input: change })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(setDefaultView({ ctx: ben, input: { ...change, isDefault: true } })).rejects.toThrow('No view');
  await updateView({ ctx: ben, input: { experimentId, viewId: ours.id, name: 'best of all' } });
  expect(await namesOf(ben, experimentId)).toEqual(['best', 'best of all']);
});

test('neither another project nor another experiment reaches a view', async () => {
  const { ana, experimentId } = await twoPeople();
  const { id: viewId } = await saveView({ ctx: ana, input: { experimentId, name: 'a', scope: 'shared', state: {} } });
  const foreign = { ...(await t.newCtx()), actor: 'ana' };
  await expect(listViews({ ctx: foreign, input: { experimentId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(deleteView({ ctx: foreign, input: { experimentId, viewId } })).rejects.toThrow('No view');
  await expect(
    saveView({ ctx: foreign, input: { experimentId, name: 'b', scope: 'shared', state: {} } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { id: other } = await createExperiment({ ctx: ana, input: { name: 'other' } });
  await expect(deleteView({ ctx: ana, input: { experimentId: other, viewId } })).rejects.toThrow('No view');
  expect(await namesOf(ana, experimentId)).toEqual(['a']);
});

test('of two people who change one revision the second is told who was first, and may write over it', async () => {
  const { ana, ben, experimentId } = await twoPeople();
  const { id: viewId } = await saveView({
    ctx: ana,
    input: { experimentId, name: 'lr', scope: 'shared', state: { q: 'lr > 1' } },
  });
  const key = { experimentId, viewId };
  await updateView({ ctx: ben, input: { ...key, revision: 1, state: { q: 'lr > 2' } } });
  const late = updateView({ ctx: ana, input: { ...key, revision: 1, state: { q: 'lr > 3' } } });
  await expect(late).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/^ben changed the view "lr" at \d{4}-/),
    fields: [{ path: 'revision', message: 'is 2 now' }],
  });
  expect(await listViews({ ctx: ana, input: { experimentId } })).toMatchObject([
    { state: { q: 'lr > 2' }, revision: 2, updatedBy: 'ben' },
  ]);
  // A new name is in nobody's way.
  await updateView({ ctx: ben, input: { ...key, name: 'rate' } });
  await updateView({ ctx: ana, input: { ...key, revision: 2, state: { q: 'lr > 3' } } });
  expect(await listViews({ ctx: ben, input: { experimentId } })).toMatchObject([
    { state: { q: 'lr > 3' }, revision: 3 },
  ]);
});

test('of many who save one revision at the same moment exactly one does', async () => {
  const { ana, experimentId } = await twoPeople();
  const { id: viewId } = await saveView({ ctx: ana, input: { experimentId, name: 'x', scope: 'shared', state: {} } });
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, (_, person) =>
      updateView({
        ctx: { ...ana, actor: `p${person}` },
        input: { experimentId, viewId, revision: 1, state: { q: `${person}` } },
      }),
    ),
  );
  const [winner, ...others] = all.filter((one) => one.status === 'fulfilled').map((one) => one.value);
  expect(others).toEqual([]);
  for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' });
  expect(await listViews({ ctx: ana, input: { experimentId } })).toEqual([winner]);
});

test('an experiment has one shared default and each person one of their own, also when two choose at a time', async () => {
  const { ana, ben, experimentId } = await twoPeople();
  const save = (ctx: Ctx, name: string, scope: 'private' | 'shared') =>
    saveView({ ctx, input: { experimentId, name, scope, state: {}, isDefault: true } });
  const [a, b] = [await save(ana, 'a', 'shared'), await save(ben, 'b', 'shared')];
  await save(ana, 'c', 'private');
  await save(ben, 'd', 'private');
  const defaults = async (ctx: Ctx) =>
    (await listViews({ ctx, input: { experimentId } })).filter((view) => view.isDefault).map((view) => view.name);
  expect(await defaults(ana)).toEqual(['b', 'c']);
  expect(await defaults(ben)).toEqual(['b', 'd']);
  const choose = ({ id }: { id: string }) =>
    setDefaultView({ ctx: ana, input: { experimentId, viewId: id, isDefault: true } });
  await Promise.all([a, b, a, b, a].map(choose));
  expect(await defaults(ben)).toHaveLength(2);
  const { revision } = await setDefaultView({ ctx: ana, input: { experimentId, viewId: b.id, isDefault: false } });
  expect(revision).toBe(1);
});

test('a deleted view comes back as it was, under its id, so that addresses that name it work again', async () => {
  const { ana, ben, experimentId } = await twoPeople();
  const input = { experimentId, name: 'keep', scope: 'shared', state: { sort: 'name' }, isDefault: true } as const;
  const before = await saveView({ ctx: ana, input });
  const { undo } = await deleteView({ ctx: ben, input: { experimentId, viewId: before.id } });
  expect(await namesOf(ana, experimentId)).toEqual([]);
  const after = await saveView({ ctx: ben, input: { experimentId, ...undo } });
  expect(after).toMatchObject({ id: before.id, name: 'keep', state: { sort: 'name' }, isDefault: true, revision: 2 });
  await expect(saveView({ ctx: ben, input: { experimentId, ...undo } })).rejects.toThrow('is not deleted');
});

test('names that are taken, and states that no page has, are refused', async () => {
  const { ana, experimentId } = await twoPeople();
  const save = (input: object) =>
    saveView({ ctx: ana, input: { experimentId, name: 'n', scope: 'shared', state: {}, ...input } });
  await save({});
  await expect(save({})).rejects.toMatchObject({ code: 'CONFLICT', fields: [{ path: 'name', message: 'is taken' }] });
  const { id } = await save({ name: 'other' });
  await expect(updateView({ ctx: ana, input: { experimentId, viewId: id, name: 'n' } })).rejects.toMatchObject({
    code: 'CONFLICT',
    fields: [{ path: 'name' }],
  });
  await updateView({ ctx: ana, input: { experimentId, viewId: id, name: 'other' } });
  await expect(updateView({ ctx: ana, input: { experimentId, viewId: id, state: { q: 'x' } } })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: 'revision' }],
  });
  for (const bad of [
    { state: { password: 'x' } },
    { state: { q: 1 } },
    { state: { q: 'x'.repeat(12_001) } },
    { state: 'tab=table' },
    { name: ' ' },
    { name: 'x'.repeat(10_000) },
    { name: 'two\nlines' },
    { scope: 'public' },
    { deleted: { id: 'mine', revision: 1 } },
  ]) {
    await expect(save({ name: 'new', ...bad }), JSON.stringify(bad).slice(0, 80)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  }
});

test('a field of an address that no page knows any more is left out', async () => {
  const { ana, experimentId } = await twoPeople();
  const { id } = await saveView({ ctx: ana, input: { experimentId, name: 'old', scope: 'shared', state: {} } });
  await t.db.savedView.updateMany({ where: { id }, data: { state: { q: 'lr', shelf: 'upper', zoom: 3 } } });
  expect(await listViews({ ctx: ana, input: { experimentId } })).toMatchObject([{ state: { q: 'lr' } }]);
});
