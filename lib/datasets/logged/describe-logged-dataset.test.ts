import { expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { archiveRun } from '#lib/runs/archive-run.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { getRun } from '#lib/runs/get-run.ts';
import { logInputs } from '#lib/runs/log-inputs.ts';
import { searchEntities } from '#lib/search/search-entities.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { describeLoggedDataset } from './describe-logged-dataset.ts';
import { readColumns } from './read-description.ts';

const t = await testDatabase();

const wine = {
  name: 'wine',
  digest: 'd1',
  sourceType: 'http',
  source: '{"url":"https://example.com/wine.csv"}',
  schema: JSON.stringify({ mlflow_colspec: [{ type: 'double', name: 'alcohol', required: true }] }),
  profile: JSON.stringify({ num_rows: 100, shape: [100, 1] }),
};

async function reader(ctx: Ctx, name: string, role: string | null, dataset: Partial<typeof wine> = {}) {
  const { runId } = await createRun({ ctx, input: { name } });
  const tags: Record<string, string> = role === null ? {} : { 'mlflow.data.context': role };
  await logInputs({ ctx, input: { runId, models: [], datasets: [{ dataset: { ...wine, ...dataset }, tags }] } });
  const [logged] = (await getRun({ ctx, input: { runId } })).logged.datasets;
  return { runId, datasetId: logged?.id ?? '' };
}

test('a logged dataset tells what it holds, where it was read, and by which runs for what', async () => {
  const ctx = await t.newCtx();
  const first = await reader(ctx, 'first', 'training');
  const second = await reader(ctx, 'second', 'training');
  const third = await reader(ctx, 'third', null);
  const gone = await reader(ctx, 'gone', 'eval');
  await archiveRun({ ctx, input: { runId: gone.runId } });
  const { datasetId: newer } = await reader(ctx, 'newer', 'training', { digest: 'd2' });
  expect(await describeLoggedDataset({ ctx, input: { datasetId: first.datasetId } })).toMatchObject({
    name: 'wine',
    digest: 'd1',
    address: 'https://example.com/wine.csv',
    columns: [{ name: 'alcohol', type: 'double', required: true }],
    rowCount: 100,
    profile: { num_rows: '100', shape: '[100,1]' },
    otherDigests: [{ id: newer, digest: 'd2' }],
    readBy: [
      { role: null, total: 1, runs: [{ id: third.runId }] },
      { role: 'training', total: 2, runs: [{ id: second.runId }, { id: first.runId }] },
    ],
  });
});

test('what a client described in another way is shown as it was sent, long texts cut', async () => {
  const ctx = await t.newCtx();
  const odd = { schema: 'int, text', profile: `"${'x'.repeat(200_000)}"` };
  const { datasetId } = await reader(ctx, 'odd', null, odd);
  const found = await describeLoggedDataset({ ctx, input: { datasetId } });
  expect(found).toMatchObject({ columns: null, schema: 'int, text', profile: null, rowCount: null });
  expect(found.profileText).toHaveLength(100_000);
});

test.each(['profile', 'schema', 'source'] as const)('a %s of deep JSON is shown as it was sent', async (field) => {
  const ctx = await t.newCtx();
  const deep = `{"num_rows":1,"url":"x","a":${'['.repeat(40_000)}${']'.repeat(40_000)}}`;
  const { datasetId } = await reader(ctx, 'deep', null, { [field]: deep });
  const shown = { profile: 'profileText', schema: 'schema', source: 'address' }[field];
  expect(await describeLoggedDataset({ ctx, input: { datasetId } })).toMatchObject({ [shown]: deep });
});

test('a logged dataset is found and read in its project alone', async () => {
  const [ctx, other] = [await t.newCtx(), await t.newCtx()];
  const { datasetId } = await reader(ctx, 'mine', 'training');
  await reader(other, 'theirs', 'training');
  const input = { datasetId };
  await expect(describeLoggedDataset({ ctx: other, input })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await describeLoggedDataset({ ctx, input })).readBy).toMatchObject([{ total: 1, runs: [{ name: 'mine' }] }]);
  const found = async (of: Ctx, q: string) =>
    (await searchEntities({ ctx: of, input: { q } })).items.filter((item) => item.kind === 'logged-dataset');
  expect(await found(ctx, 'WIN')).toMatchObject([{ path: `/logged-datasets/${datasetId}`, detail: 'd1' }]);
  expect(await found(ctx, 'd1')).toHaveLength(1);
  expect(await found(ctx, datasetId.slice(0, 20).toUpperCase())).toMatchObject([{ id: datasetId }]);
  expect((await found(other, 'wine')).map((item) => item.id)).not.toContain(datasetId);
});

test('columns are read from tables and from tensors', () => {
  const tensor = (dtype: string, shape: number[]) =>
    JSON.stringify([{ type: 'tensor', 'tensor-spec': { dtype, shape } }]);
  const tensors = { features: tensor('float64', [-1, 3]), targets: null };
  expect(readColumns(JSON.stringify({ mlflow_tensorspec: tensors }))).toEqual([
    { name: 'features', type: 'float64 [-1, 3]', required: null },
  ]);
  const list = { type: 'array', items: { type: 'string' }, name: 'words' };
  expect(readColumns(JSON.stringify({ mlflow_colspec: [list, { type: 'long' }] }))).toEqual([
    { name: 'words', type: 'array<string>', required: null },
    { name: null, type: 'long', required: null },
  ]);
  expect(readColumns('{"a":1}')).toBeUndefined();
  expect(readColumns(null)).toBeUndefined();
});
