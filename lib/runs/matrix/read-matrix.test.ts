import { expect, test } from 'vitest';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { Random } from '#lib/filter/testing/random.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from '../create-run.ts';
import { metricKeys, randomRuns, textKeys } from '../search/testing/random-runs.ts';
import { modelCell, modelOrder } from '../table/testing/model-table.ts';
import { inSet, randomSet, randomSorts } from '../table/testing/random-set.ts';
import { seedModelRuns } from '../table/testing/seed-model-runs.ts';
import { decodeMatrix } from './decode-matrix.ts';
import { encodeMatrix } from './encode-matrix.ts';
import type { MatrixColumn } from './matrix.ts';
import { matrixLetters } from './matrix-body.ts';
import { readMatrix } from './read-matrix.ts';

const t = await testDatabase();

const columnNames = [
  ...metricKeys.flatMap((key) => [`metric:${key}`, `metric:${key}:min`, `metric:${key}:max`, `metric:${key}:count`]),
  ...textKeys.flatMap((key) => [`param:${key}`, `tag:${key}`]),
  ...['id', 'name', 'status', 'kind', 'user', 'parent', 'created', 'ended', 'duration'],
];

function cellOf(column: MatrixColumn, at: number): number | string | null {
  if (column.kind === 'text') {
    const code = column.codes[at] ?? 0;
    return code === 0 ? null : (column.texts[code - 1] ?? 'a text that is not there');
  }
  return column.present[at] === 1 ? (column.values[at] ?? null) : null;
}

test.each([1, 2])('the matrix of random sets is what plain code says, through its bytes (seed %i)', async (seed) => {
  const ctx = await t.newCtx();
  const experiments = [
    (await createExperiment({ ctx, input: { name: 'one' } })).id,
    (await createExperiment({ ctx, input: { name: 'two' } })).id,
  ];
  const random = new Random(seed);
  const runs = randomRuns(random, 60, experiments);
  await seedModelRuns(ctx, runs);
  for (let round = 0; round < 25; round += 1) {
    const [set, sort, limit] = [randomSet(random, experiments), randomSorts(random), 1 + random.below(60)];
    const columns = columnNames.filter(() => random.chance(0.4));
    const said = `round ${round}: ${JSON.stringify({ set, sort, limit, columns })}`;
    const expected = modelOrder(
      runs.filter((run) => inSet(run, set)),
      sort,
    );
    const read = await readMatrix({ ctx, input: { ...set, sort, columns, limit } });
    const matrix = decodeMatrix(encodeMatrix(read));
    expect(matrix.more, said).toBe(expected.length > limit);
    expect(matrix.ids, said).toEqual(expected.slice(0, limit).map((run) => run.id));
    expect(matrix.names, said).toEqual(expected.slice(0, limit).map((run) => run.name));
    for (const column of matrix.columns) {
      const model = expected.slice(0, limit).map((run) => {
        const cell = modelCell(run, column.name);
        const isNothing = cell === null && /:(min|max)$/.test(column.name);
        // A series that is all NaN has no least value, but it is there.
        const series = isNothing ? modelCell(run, column.name.replace(/:(min|max)$/, ':last')) : null;
        if (series !== null) return Number.NaN;
        return typeof cell === 'number' ? cell + 0 : cell;
      });
      const found = matrix.ids.map((_, at) => cellOf(column, at));
      expect(found, `${said} ${column.name}`).toEqual(model);
    }
  }
});

test('only runs that are named, a long text cut, and keys of nobody as nothing', async () => {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'e' } });
  const { runId: one } = await createRun({
    ctx,
    input: { experimentId, name: 'one', params: { long: 'é'.repeat(300) } },
  });
  await createRun({ ctx, input: { experimentId, name: 'two' } });

  const stranger = await t.newCtx();
  const { runId: elsewhere } = await createRun({ ctx: stranger, input: { name: 'elsewhere' } });
  const columns = ['param:long', 'param:gone', 'metric:gone:min'];
  const matrix = await readMatrix({ ctx, input: { experimentId, columns, runs: [one, elsewhere] } });
  expect(matrix.names).toEqual(['one']);
  expect(matrix.columns.map((column) => cellOf(column, 0))).toEqual(['é'.repeat(200), null, null]);
});

test('what cannot be asked is told at its field', async () => {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'e' } });
  const ask = (input: object) => readMatrix({ ctx, input: { experimentId, ...input } });
  await expect(ask({ columns: ['dataset:name'] })).rejects.toMatchObject({ fields: [{ path: 'columns.0' }] });
  await expect(ask({ columns: ['id', 'metric:loss:best'] })).rejects.toMatchObject({ fields: [{ path: 'columns.1' }] });
  await expect(ask({ limit: 10_001 })).rejects.toMatchObject({ fields: [{ path: 'limit' }] });
  await expect(ask({ filter: 'lr >' })).rejects.toMatchObject({ fields: [{ path: 'filter' }] });
});

test('bytes of something else are no matrix', () => {
  expect(() => decodeMatrix(new TextEncoder().encode('TRZ1 and more'))).toThrow('not a matrix');
  const matrix = { more: false, ids: ['a'], names: ['a'], columns: [] };
  const column = { name: 'id', kind: 'text' as const, texts: ['a'], codes: Uint32Array.of(1) };
  const bytes = encodeMatrix({ ...matrix, columns: [column] });
  expect(() => decodeMatrix(bytes.subarray(0, bytes.length - 1))).toThrow('cut short');
});

test('of very many runs and columns of texts fewer letters come, so that a matrix has an end', () => {
  expect([matrixLetters(10, 3), matrixLetters(10_000, 20), matrixLetters(10_000, 100)]).toEqual([200, 200, 40]);
  expect(matrixLetters(0, 0)).toBe(200);
});
