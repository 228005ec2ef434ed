import { expect, test } from 'vitest';
import { type Ctx, withTransaction } from '#lib/context.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { copyDashboard } from './copy-dashboard.ts';
import { deleteDashboard } from './delete-dashboard.ts';
import { getDashboard } from './get-dashboard.ts';
import { listDashboards } from './list-dashboards.ts';
import { saveDashboard } from './save-dashboard.ts';
import { updateDashboard } from './update-dashboard.ts';

const t = await testDatabase();

const panel = (id: string, settings: Record<string, string> = {}) => ({ id, kind: 'text', w: 6, h: 4, settings });

async function twoPeople(): Promise<{ ana: Ctx; ben: Ctx; experimentId: number }> {
  const ana = { ...(await t.newCtx()), actor: 'ana' };
  const { id } = await createExperiment({ ctx: ana, input: { name: 'runs' } });
  return { ana, ben: { ...ana, actor: 'ben' }, experimentId: id };
}

async function namesOf(ctx: Ctx, experimentId: number): Promise<string[]> {
  return (await listDashboards({ ctx, input: { experimentId } })).map(({ name }) => name);
}

test('a private dashboard is there for its owner alone, a shared one for everybody, who may change and copy it', async () => {
  const { ana, ben, experimentId } = await twoPeople();
  const mine = await saveDashboard({ ctx: ana, input: { experimentId, name: 'mine', scope: 'private' } });
  const ours = await saveDashboard({
    ctx: ana,
    input: { experimentId, name: 'ours', scope: 'shared', panels: [panel('a', { markdown: '# hello' })] },
  });
  expect(ours).toMatchObject({ owner: 'ana', revision: 1, panels: [{ id: 'a', settings: { markdown: '# hello' } }] });
  expect(await namesOf(ana, experimentId)).toEqual(['mine', 'ours']);
  expect(await namesOf(ben, experimentId)).toEqual(['ours']);
  const hidden = { dashboardId: mine.id };
  await expect(getDashboard({ ctx: ben, input: hidden })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(updateDashboard({ ctx: ben, input: { ...hidden, name: 'x' } })).rejects.toThrow('No dashboard');
  await expect(deleteDashboard({ ctx: ben, input: hidden })).rejects.toThrow('No dashboard');
  await expect(copyDashboard({ ctx: ben, input: { ...hidden, name: 'x', scope: 'private' } })).rejects.toThrow('No');
  await updateDashboard({ ctx: ben, input: { dashboardId: ours.id, revision: 1, panels: [panel('b')] } });
  expect(await getDashboard({ ctx: ana, input: { dashboardId: ours.id } })).toMatchObject({
    revision: 2,
    updatedBy: 'ben',
    panels: [{ id: 'b' }],
  });
  const copy = await copyDashboard({
    ctx: ben,
    input: { dashboardId: ours.id, name: 'ours too', scope: 'private' },
  });
  expect(copy).toMatchObject({ owner: 'ben', revision: 1, scope: 'private', panels: [{ id: 'b' }] });
  expect(await namesOf(ana, experimentId)).toEqual(['mine', 'ours']);
});

test('a dashboard is shared by who sees it, and taken back by its owner alone', async () => {
  const { ana, ben, experimentId } = await twoPeople();
  const { id: dashboardId } = await saveDashboard({ ctx: ana, input: { experimentId, name: 'a', scope: 'private' } });
  await updateDashboard({ ctx: ana, input: { dashboardId, scope: 'shared' } });
  expect(await namesOf(ben, experimentId)).toEqual(['a']);
  await expect(updateDashboard({ ctx: ben, input: { dashboardId, scope: 'private' } })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    fields: [{ path: 'scope' }],
  });
  await updateDashboard({ ctx: ana, input: { dashboardId, scope: 'private' } });
  expect(await namesOf(ben, experimentId)).toEqual([]);
});

test('neither another project reaches a dashboard, nor is one copied out of its project', async () => {
  const { ana, experimentId } = await twoPeople();
  const { id: dashboardId } = await saveDashboard({ ctx: ana, input: { experimentId, name: 'a', scope: 'shared' } });
  const foreign = { ...(await t.newCtx()), actor: 'ana' };
  const { id: theirs } = await createExperiment({ ctx: foreign, input: { name: 'theirs' } });
  await expect(listDashboards({ ctx: foreign, input: { experimentId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(getDashboard({ ctx: foreign, input: { dashboardId } })).rejects.toThrow('No dashboard');
  await expect(deleteDashboard({ ctx: foreign, input: { dashboardId } })).rejects.toThrow('No dashboard');
  const copy = { dashboardId, name: 'b', scope: 'shared' } as const;
  await expect(copyDashboard({ ctx: ana, input: { ...copy, experimentId: theirs } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const { id: other } = await createExperiment({ ctx: ana, input: { name: 'other' } });
  await copyDashboard({ ctx: ana, input: { ...copy, experimentId: other } });
  expect(await namesOf(ana, other)).toEqual(['b']);
});

test('of many who save panels from one revision at the same moment exactly one does, the others are told who', async () => {
  const { ana, experimentId } = await twoPeople();
  const { id: dashboardId } = await saveDashboard({ ctx: ana, input: { experimentId, name: 'x', scope: 'shared' } });
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, (_, person) =>
      updateDashboard({
        ctx: { ...ana, actor: `p${person}` },
        input: { dashboardId, revision: 1, panels: [panel(`of-${person}`)] },
      }),
    ),
  );
  const [winner, ...others] = all.filter((one) => one.status === 'fulfilled').map((one) => one.value);
  expect(others).toEqual([]);
  for (const one of all)
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining(`${winner?.updatedBy} changed the dashboard "x" at `),
        fields: [{ path: 'revision', message: 'is 2 now' }],
      });
  expect(await getDashboard({ ctx: ana, input: { dashboardId } })).toEqual(winner);
  // A new name is in nobody's way.
  await updateDashboard({ ctx: ana, input: { dashboardId, name: 'y' } });
  await updateDashboard({ ctx: ana, input: { dashboardId, revision: 2, panels: [] } });
});

test('a deleted dashboard comes back as it was, under its id, so that addresses that name it work again', async () => {
  const { ana, ben, experimentId } = await twoPeople();
  const before = await saveDashboard({
    ctx: ana,
    input: { experimentId, name: 'keep', scope: 'shared', panels: [panel('a')] },
  });
  const { undo } = await deleteDashboard({ ctx: ben, input: { dashboardId: before.id } });
  expect(await namesOf(ana, experimentId)).toEqual([]);
  expect(await saveDashboard({ ctx: ben, input: undo })).toMatchObject({
    id: before.id,
    name: 'keep',
    revision: 2,
    panels: [panel('a')],
  });
  await expect(saveDashboard({ ctx: ben, input: undo })).rejects.toThrow('is not deleted');
});

test('names that are taken, and panels that no page can draw, are refused at their field', async () => {
  const { ana, experimentId } = await twoPeople();
  const save = (input: object) =>
    saveDashboard({ ctx: ana, input: { experimentId, name: 'n', scope: 'shared', ...input } });
  await save({});
  await expect(save({})).rejects.toMatchObject({ code: 'CONFLICT', fields: [{ path: 'name', message: 'is taken' }] });
  const { id } = await save({ name: 'other' });
  await expect(updateDashboard({ ctx: ana, input: { dashboardId: id, name: 'n' } })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await expect(updateDashboard({ ctx: ana, input: { dashboardId: id, panels: [] } })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: 'revision' }],
  });
  const bad: [field: string, input: object][] = [
    ['name', { name: ' ' }],
    ['name', { name: 'two\nlines' }],
    ['name', { name: 'x'.repeat(10_000) }],
    ['scope', { scope: 'public' }],
    ['panels', { panels: Array.from({ length: 101 }, (_, at) => panel(`p${at}`)) }],
    ['panels', { panels: [panel('a'), panel('a')] }],
    ['panels', { panels: Array.from({ length: 20 }, (_, at) => panel(`p${at}`, { markdown: 'x'.repeat(15_000) })) }],
    ['panels.0.settings', { panels: [panel('a', { markdown: 'ü'.repeat(9_000) })] }],
    ['panels.0.shelf', { panels: [{ ...panel('a'), shelf: 'upper' }] }],
    ['panels.0.kind', { panels: [{ ...panel('a'), kind: '../x' }] }],
    ['panels.0.w', { panels: [{ ...panel('a'), w: 13 }] }],
    ['panels.0.h', { panels: [{ ...panel('a'), h: 4.5 }] }],
    ['panels.0.id', { panels: [panel('a b')] }],
    ['panels.0.title', { panels: [{ ...panel('a'), title: 'x'.repeat(201) }] }],
  ];
  for (const [field, input] of bad) {
    await expect(save({ name: 'new', ...input }), field).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: field }],
    });
  }
});

test('a panel of a kind and with fields that no version knows any more does not hide the others', async () => {
  const { ana, experimentId } = await twoPeople();
  const { id } = await saveDashboard({ ctx: ana, input: { experimentId, name: 'old', scope: 'shared' } });
  await t.db.dashboard.updateMany({
    where: { id },
    data: { panels: [{ ...panel('a'), kind: 'hologram', shelf: 'upper' }, { id: 'b' }, panel('c')] },
  });
  expect((await getDashboard({ ctx: ana, input: { dashboardId: id } })).panels).toEqual([
    { ...panel('a'), kind: 'hologram' },
    panel('c'),
  ]);
});

test('who renames a dashboard at the moment in which its owner takes it back neither sees it nor shares it again', async () => {
  const { ana, ben, experimentId } = await twoPeople();
  const { id: dashboardId } = await saveDashboard({ ctx: ana, input: { experimentId, name: 'ours', scope: 'shared' } });
  const taken = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const takesBack = withTransaction(ana, async (tx) => {
    await updateDashboard({ ctx: tx, input: { dashboardId, scope: 'private' } });
    taken.resolve();
    await end.promise;
  });
  await taken.promise;
  const renames = updateDashboard({ ctx: ben, input: { dashboardId, name: 'mine' } });
  const refused = expect(renames).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect
    .poll(
      () =>
        ana.db
          .$queryRaw`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    )
    .toHaveLength(1);
  end.resolve();
  await takesBack;
  await refused;
  expect(await getDashboard({ ctx: ana, input: { dashboardId } })).toMatchObject({ name: 'ours', scope: 'private' });
});
