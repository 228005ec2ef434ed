import { expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { Random } from '#lib/filter/testing/random.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from '../create-run.ts';
import { queryTree } from './query-tree.ts';

const t = await testDatabase();

interface ModelRun {
  id: string;
  name: string;
  parent: string | null;
  archived: boolean;
  experimentId: number;
}

/** Runs of two experiments with parents anywhere: themselves, each other, in the other experiment, archived ones. */
async function seeded(seed: number) {
  const ctx = await t.newCtx();
  const random = new Random(seed);
  const experiments = [
    (await createExperiment({ ctx, input: { name: 'one' } })).id,
    (await createExperiment({ ctx, input: { name: 'two' } })).id,
  ];
  const runs: ModelRun[] = [];
  for (let index = 0; index < 50; index += 1) {
    const experimentId = experiments[random.below(8) === 0 ? 1 : 0] ?? 0;
    const name = `${'abcd'[random.below(4)]}-${index}`;
    const { runId: id } = await createRun({ ctx, input: { name, experimentId } });
    // Mostly one that was there before, as clients do it.
    const parent = random.below(3) === 0 ? null : (runs[random.below(runs.length + 1)]?.id ?? id);
    runs.push({ id, name, parent, archived: random.below(8) === 0, experimentId });
  }
  const [first, second] = runs;
  if (first && second) [first.parent, second.parent] = [second.id, first.id];
  for (const { id, parent, archived } of runs) {
    await ctx.db.run.update({ where: { id }, data: { parentRunId: parent, archivedAt: archived ? new Date() : null } });
  }
  return { ctx, runs, random, experimentId: experiments[0] ?? 0 };
}

/** What plain code says: the runs right below one, or below none, and how many are below each. */
function modelTree(runs: ModelRun[], fits: (run: ModelRun) => boolean, archived: boolean, experimentId: number) {
  const here = runs.filter((run) => run.archived === archived && run.experimentId === experimentId);
  const byId = new Map(here.map((run) => [run.id, run]));
  const parentOf = (run: ModelRun) => {
    const parent = run.parent === null ? undefined : byId.get(run.parent);
    return parent && parent.parent !== run.id ? parent : undefined;
  };
  const inTree = new Set<ModelRun>();
  for (const run of here.filter(fits)) {
    for (let at: ModelRun | undefined = run; at && !inTree.has(at); at = parentOf(at)) inTree.add(at);
  }
  const below = (id: string | undefined) =>
    [...inTree].filter((run) => parentOf(run)?.id === id).sort((a, b) => (a.id < b.id ? 1 : -1));
  return { below, inTree };
}

/** The whole tree, level by level, in pages of a few. */
async function readTree(ctx: Ctx, ask: Omit<Parameters<typeof queryTree>[0]['input'], 'under'>, under?: string) {
  const rows: { id: string; matches: boolean; under: string | undefined; below: number }[] = [];
  const first = await queryTree({ ctx, input: { ...ask, under, limit: 3 } });
  for (let offset = 0; offset < (first.total ?? 0); offset += 3) {
    const page = await queryTree({ ctx, input: { ...ask, under, limit: 3, offset } });
    expect(page.total).toBe(offset === 0 ? first.total : null);
    for (const { id, matches, below } of page.rows) rows.push({ id, matches, under, below });
  }
  expect(rows).toHaveLength(first.total ?? -1);
  for (const { id, below } of [...rows]) {
    const inside: typeof rows = below > 0 ? await readTree(ctx, ask, id) : [];
    expect(inside.filter((row) => row.under === id)).toHaveLength(below);
    rows.push(...inside);
  }
  return rows;
}

test.each([1, 2, 3])('the tree of runs is what plain code says, with filters and without (seed %i)', async (seed) => {
  const { ctx, runs, experimentId } = await seeded(seed);
  const asks = [
    { ask: {}, fits: () => true },
    { ask: { text: 'a-' }, fits: (run: ModelRun) => run.name.includes('a-') },
    { ask: { filter: 'name contains "b-"' }, fits: (run: ModelRun) => run.name.includes('b-') },
    { ask: { regex: '^c-.*7$' }, fits: (run: ModelRun) => /^c-.*7$/.test(run.name) },
    { ask: { filter: 'name = "nobody"' }, fits: () => false },
  ];
  for (const archived of [false, true]) {
    for (const { ask, fits } of asks) {
      const { below, inTree } = modelTree(runs, fits, archived, experimentId);
      const rows = await readTree(ctx, { experimentId, archived, ...ask, sort: [{ by: 'id', order: 'desc' }] });
      const said = JSON.stringify({ archived, ask });
      for (const under of new Set([undefined, ...rows.map((row) => row.id)])) {
        const expected = below(under).map(({ id }) => id);
        expect(
          rows.filter((row) => row.under === under).map(({ id }) => id),
          said,
        ).toEqual(expected);
      }
      const reached = new Set(rows.map((row) => row.id));
      expect(rows, said).toHaveLength(reached.size);
      for (const row of rows) {
        const run = runs.find(({ id }) => id === row.id);
        expect(run && inTree.has(run) && fits(run), said).toBe(row.matches);
      }
    }
  }
});

test('children are sorted as their parents are, and come with their columns', async () => {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'sorted' } });
  const run = async (name: string, lr: string, parent?: string) => {
    const tags: Record<string, string> = parent === undefined ? {} : { 'mlflow.parentRunId': parent };
    return (await createRun({ ctx, input: { experimentId, name, params: { lr }, tags } })).runId;
  };
  const sweep = await run('sweep', '5');
  await run('alone', '9');
  for (const [name, lr] of [
    ['a', '2'],
    ['b', '3'],
    ['c', '1'],
  ] as const)
    await run(name, lr, sweep);
  const ask = { experimentId, sort: [{ by: 'param:lr', order: 'asc' as const }], columns: ['param:lr'] };
  const names = async (more: { under?: string; filter?: string }) =>
    (await queryTree({ ctx, input: { ...ask, ...more } })).rows.map(
      (row) => `${row.name}=${row.cells[0]} ${row.below}`,
    );
  expect(await names({})).toEqual(['sweep=5 3', 'alone=9 0']);
  expect(await names({ under: sweep })).toEqual(['c=1 0', 'a=2 0', 'b=3 0']);
  expect(await names({ filter: 'lr >= 2 and name != sweep' })).toEqual(['sweep=5 2', 'alone=9 0']);
  expect(await names({ filter: 'lr >= 2 and name != sweep', under: sweep })).toEqual(['a=2 0', 'b=3 0']);
});

test('nothing of another project or experiment is in a tree', async () => {
  const { ctx, experimentId, runs } = await seeded(4);
  const other = await t.newCtx();
  await expect(queryTree({ ctx: other, input: { experimentId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { id: own } = await createExperiment({ ctx: other, input: { name: 'own' } });
  for (const { id } of runs.slice(0, 5)) {
    expect((await queryTree({ ctx: other, input: { experimentId: own, under: id } })).rows).toEqual([]);
  }
  await expect(queryTree({ ctx, input: { experimentId, filter: 'lr >' } })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: 'filter' }],
  });
});
