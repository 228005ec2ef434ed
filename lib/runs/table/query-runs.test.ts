import { expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { Random } from '#lib/filter/testing/random.ts';
import { wireNumber } from '#lib/metrics/wire-number.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from '../create-run.ts';
import { logBatch } from '../log-batch.ts';
import { metricKeys, randomRuns, textKeys } from '../search/testing/random-runs.ts';
import { countRuns } from './count-runs.ts';
import { leadingRuns } from './leading-runs.ts';
import { queryRuns } from './query-runs.ts';
import { readSet } from './read-set.ts';
import type { RunSet, RunSort } from './schema.ts';
import { sortIds } from './sort-ids.ts';
import { sortRuns } from './sort-runs.ts';
import { tableOrder } from './table-order.ts';
import { modelCell, modelOrder } from './testing/model-table.ts';
import { inSet, randomSet, randomSorts } from './testing/random-set.ts';
import { seedModelRuns } from './testing/seed-model-runs.ts';

const t = await testDatabase();

async function seeded(seed: number) {
  const ctx = await t.newCtx();
  const experiments = [
    (await createExperiment({ ctx, input: { name: 'one' } })).id,
    (await createExperiment({ ctx, input: { name: 'two' } })).id,
  ];
  const random = new Random(seed);
  const runs = randomRuns(random, 80, experiments);
  await seedModelRuns(ctx, runs);
  return { ctx, experiments, random, runs };
}

async function allPages(ctx: Ctx, of: RunSet & { sort: RunSort[] }, size: () => number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await queryRuns({ ctx, input: { ...of, limit: size(), cursor } });
    ids.push(...page.rows.map((row) => row.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

test.each([1, 2, 3])('pages, jumps and counts of random sets are what plain code says (seed %i)', async (seed) => {
  const { ctx, experiments, random, runs } = await seeded(seed);
  for (let round = 0; round < 60; round += 1) {
    const set = randomSet(random, experiments);
    const sort = randomSorts(random);
    const expected = modelOrder(
      runs.filter((run) => inSet(run, set)),
      sort,
    ).map((run) => run.id);
    const said = `round ${round}: ${JSON.stringify({ set, sort })}`;
    expect(await allPages(ctx, { ...set, sort }, () => 1 + random.below(15)), said).toEqual(expected);
    const offset = random.below(expected.length + 3);
    const limit = 1 + random.below(12);
    const jump = await queryRuns({ ctx, input: { ...set, sort, offset, limit } });
    expect(
      jump.rows.map((row) => row.id),
      said,
    ).toEqual(expected.slice(offset, offset + limit));
    // What finds pages far down finds near ones too.
    const read = await readSet(ctx, set);
    const sorted = await sortRuns(ctx, { set: read, order: tableOrder(sort, read), offset, limit });
    expect(
      sorted.map((run) => run.id),
      said,
    ).toEqual(expected.slice(offset, offset + limit));
    expect(await sortIds(ctx, read, tableOrder(sort, read)), said).toEqual(expected);
    // A cursor goes on from where a jump went to.
    if (jump.nextCursor) {
      const next = await queryRuns({ ctx, input: { ...set, sort, cursor: jump.nextCursor, limit } });
      expect(
        next.rows.map((row) => row.id),
        said,
      ).toEqual(expected.slice(offset + limit, offset + 2 * limit));
    }
    expect(await countRuns({ ctx, input: set, mostMs: 5_000 }), said).toEqual({ count: expected.length, exact: true });
  }
});

test.each([21, 22])(
  'the runs that lead by a figure are those that sorting all of them puts first (seed %i)',
  async (seed) => {
    const { ctx, experiments, random } = await seeded(seed);
    let known = 0;
    for (let round = 0; round < 60; round += 1) {
      const key = random.pick(metricKeys);
      const by = `metric:${key}:${random.pick(['min', 'max'])}`;
      const set = await readSet(ctx, { experimentId: random.pick(experiments) });
      const order = tableOrder([{ by, order: random.pick(['asc', 'desc'] as const) }, ...randomSorts(random)], set);
      const query = { set, order, offset: random.below(8), limit: 1 + random.below(8) };
      const leading = await leadingRuns(ctx, query, random.below(4));
      if (leading) known += 1;
      expect(leading ?? (await sortRuns(ctx, query)), `round ${round}: ${by}`).toEqual(await sortRuns(ctx, query));
    }
    expect(known).toBeGreaterThan(10);
  },
);

test('archived runs are all looked at: those that lead are seldom archived', async () => {
  const { ctx, experiments } = await seeded(23);
  const key = metricKeys[0] ?? '';
  const leading = async (archived: boolean) => {
    const set = await readSet(ctx, { experimentId: experiments[0], archived });
    return leadingRuns(ctx, { set, order: tableOrder([{ by: `metric:${key}:max`, order: 'desc' }], set), limit: 1 }, 7);
  };
  expect(await leading(false)).toHaveLength(1);
  expect(await leading(true)).toBeUndefined();
});

test('cells are what the runs hold, in the order of the columns', async () => {
  const { ctx, experiments, runs } = await seeded(4);
  const columns = [
    ...metricKeys.flatMap((key) => [`metric:${key}:max`, `metric:${key}`, `metric:${key}:lastStep`]),
    ...textKeys.flatMap((key) => [`tag:${key}`, `param:${key}`]),
    ...['user', 'duration', 'status', 'metric:nothing', 'param:nothing'],
  ];
  const { rows } = await queryRuns({ ctx, input: { experimentId: experiments[0], columns, limit: 500 } });
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const run = runs.find((one) => one.id === row.id);
    if (!run) throw new Error('not a run of the model');
    const cells = columns.map((name) => modelCell(run, name));
    expect(row.cells).toEqual(cells.map((cell) => (typeof cell === 'number' ? wireNumber(cell + 0) : cell)));
    expect(row).toMatchObject({ name: run.name, user: run.userName, createdAt: new Date(run.createdAt).toISOString() });
  }
});

test('the best of a metric goes by the direction of its experiment, and long texts come cut', async () => {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({
    ctx,
    input: { name: 'ranked', primaryMetric: 'loss', metricDirection: 'min' },
  });
  const parent = await createRun({ ctx, input: { experimentId, name: 'parent' } });
  const { runId } = await createRun({
    ctx,
    input: {
      experimentId,
      parentRunId: parent.runId,
      params: { long: '😀'.repeat(3_000), edge: 'é'.repeat(500) },
      tags: { 'mlflow.runColor': '#00ff7f' },
    },
  });
  const points = [3, 1, 2].map((value, step) => ({ key: 'loss', value, step }));
  await logBatch({ ctx, input: { runId, metrics: points } });
  const columns = ['metric:loss:best', 'metric:loss', 'param:long', 'param:edge', 'parent'];
  const sort = [{ by: 'metric:loss:best', order: 'asc' as const }];
  const { rows } = await queryRuns({ ctx, input: { experimentId, columns, sort } });
  expect(rows).toMatchObject([
    {
      id: runId,
      color: '#00ff7f',
      childCount: 0,
      parentRunId: parent.runId,
      cells: [1, 2, { text: '😀'.repeat(500), length: 3_000 }, 'é'.repeat(500), parent.runId],
    },
    { id: parent.runId, color: null, childCount: 1, cells: [null, null, null, null, null] },
  ]);
  await expect(queryRuns({ ctx, input: { experimentId, columns: ['metric:acc:best'] } })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: 'columns.0' }],
  });
});

test('keys that end in the word of a figure, or hold quotes, are found as they are', async () => {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: { params: { 'a"b\'; --': 'x' } } });
  await createRun({ ctx, input: {} });
  await logBatch({ ctx, input: { runId, metrics: [{ key: 'loss:min', value: 7 }] } });
  const columns = ['metric:loss:min:last', 'metric:loss:min', 'param:a"b\'; --'];
  for (const by of columns) {
    const { rows } = await queryRuns({ ctx, input: { columns, sort: [{ by, order: 'asc' }] } });
    expect(rows).toHaveLength(2);
    expect(rows.find((row) => row.id === runId)?.cells).toEqual([7, null, 'x']);
  }
});

test('bad questions are told at the field that holds the mistake', async () => {
  const { ctx, experiments } = await seeded(5);
  const refused = (input: object) =>
    queryRuns({ ctx, input }).then(
      () => 'taken',
      (error) => `${error.code} ${error.fields?.map((field: { path: string }) => field.path)}`,
    );
  expect(await refused({ columns: ['loss'] })).toBe('INVALID_INPUT columns.0');
  expect(await refused({ columns: Array.from({ length: 2_000 }, (_, n) => `metric:m${n}`) })).toBe(
    'INVALID_INPUT columns',
  );
  expect(await refused({ columns: ['id', 'id'] })).toBe('INVALID_INPUT columns');
  expect(await refused({ sort: [{ by: 'size' }] })).toBe('INVALID_INPUT sort.0.by');
  expect(await refused({ sort: ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => ({ by: `tag:${key}` })) })).toBe(
    'INVALID_INPUT sort',
  );
  expect(await refused({ filter: 'lr >' })).toBe('INVALID_INPUT filter');
  expect(await refused({ regex: '(' })).toBe('INVALID_INPUT regex');
  expect(await refused({ regex: '(a)\\1' })).toBe('INVALID_INPUT regex');
  expect(await refused({ filter: 'name =~ "("' })).toBe('INVALID_INPUT filter');
  expect(await refused({ experimentId: 2_147_483_647 })).toBe('NOT_FOUND experimentId');
  expect(await refused({ offset: 1, cursor: 'x' })).toBe('INVALID_INPUT offset');
  expect(await refused({ archivedAt: '0000-01-01T00:00:00Z' })).toBe('INVALID_INPUT archivedAt');
  expect(await refused({ archivedAt: `2026-01-01T00:00:00.${'1'.repeat(1_000)}Z` })).toBe('INVALID_INPUT archivedAt');
  expect(await refused({ archivedAt: '0001-01-01T00:00:00Z' })).toBe('taken');
  expect(await refused({ archivedAt: '9999-12-31T23:59:59.999999999Z' })).toBe('taken');
  const [experimentId] = experiments;
  const { nextCursor: cursor } = await queryRuns({ ctx, input: { experimentId, limit: 2 } });
  expect(await refused({ experimentId, limit: 2, cursor })).toBe('taken');
  expect(await refused({ experimentId, columns: ['id'], cursor })).toBe('taken');
  expect(await refused({ experimentId, filter: 'kind = train', cursor })).toBe('INVALID_INPUT cursor');
  expect(await refused({ experimentId, sort: [{ by: 'name' }], cursor })).toBe('INVALID_INPUT cursor');
  await expect(countRuns({ ctx, input: { regex: '(' } })).rejects.toMatchObject({ fields: [{ path: 'regex' }] });
});

test('a pattern that takes for ever stops a count soon, and a page after five seconds', async () => {
  const ctx = await t.newCtx();
  await createRun({ ctx, input: { name: `${'a'.repeat(240)}b` } });
  const regex = '((a?){30}){30}c';
  const began = performance.now();
  expect(await countRuns({ ctx, input: { regex }, mostMs: 50 })).toEqual({ count: 0, exact: false });
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(await countRuns({ ctx, input: {} })).toEqual({ count: 1, exact: true });
  await expect(queryRuns({ ctx, input: { regex } })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: 'regex', message: 'takes longer than 5 seconds' }],
  });
}, 30_000);
