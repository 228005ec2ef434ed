import { expect, test } from 'vitest';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { serializeMlflowRun } from '#lib/mlflow/run.ts';
import { mlflowRunText } from '#lib/mlflow/run-page.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from '../create-run.ts';
import { logBatch } from '../log-batch.ts';
import { searchRuns } from '../search-runs.ts';
import { runRecords } from '../sql/run-records.ts';
import { loadFoundRuns, loadRuns } from './load-runs.ts';

const t = await testDatabase();

const odd = {
  plain: 'adam',
  empty: '',
  'a "quoted" key': 'said "so"',
  'back\\slash': 'C:\\data\\"x", "y"',
  lines: 'one\ntwo\tthree\u0001',
  list: '["a", "b"]',
  'ends in ", ': 'ends in ", ',
  雪: '😀 é \u2028',
};
const points = {
  a: 0.1,
  b: -0,
  c: 1e300,
  d: 1e-7,
  e: 123_456_789_012_345_680,
  f: Number.NaN,
  g: Number.NEGATIVE_INFINITY,
};

test('texts of a run say what its record does, found with the page or loaded by id', async () => {
  const ctx = await t.newCtx();
  const { id } = await createExperiment({ ctx, input: { name: 'odd' } });
  const { runId } = await createRun({ ctx, input: { experimentId: id, params: odd, tags: odd } });
  const metrics = Object.entries(points).map(([key, value], step) => ({ key, value, step }));
  await logBatch({ ctx, input: { runId, metrics } });
  await createRun({ ctx, input: { experimentId: id } });

  const { runs } = await searchRuns({
    ctx,
    input: { experimentIds: [id], filter: '', view: 'active', maxResults: 10, orderBy: ['metrics.a'] },
  });
  const ids = runs.map((run) => run.id);
  expect(ids[0]).toBe(runId);
  expect(runs.every((run) => run.texts)).toBe(true);
  const found = (await loadFoundRuns(ctx, runs)).map(mlflowRunText);
  expect(found).toEqual((await loadRuns(ctx, ids)).map(mlflowRunText));
  expect(found).toEqual(
    (
      await loadFoundRuns(
        ctx,
        ids.map((one) => ({ id: one, position: [] })),
      )
    ).map(mlflowRunText),
  );

  const records = new Map((await runRecords(ctx, ids)).map((run) => [run.id, run]));
  for (const [index, text] of found.entries()) {
    const record = records.get(ids[index] ?? '');
    expect(sorted(JSON.parse(text))).toEqual(sorted(JSON.parse(JSON.stringify(record && serializeMlflowRun(record)))));
  }
});

/** Items of a run have no order of their own. */
function sorted(run: { data: Record<string, { key: string }[]> }) {
  const data = Object.entries(run.data).map(([name, items]) => [
    name,
    items.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  ]);
  return { ...run, data: Object.fromEntries(data) };
}
