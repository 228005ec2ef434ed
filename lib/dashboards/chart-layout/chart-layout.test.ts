import { expect, test } from 'vitest';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { getChartLayout } from './get-chart-layout.ts';
import { saveChartLayout } from './save-chart-layout.ts';
import type { ChartLayout } from './schema.ts';

const t = await testDatabase();

test('charts stay as they were laid out, and of two who begin at a time one is asked to begin anew', async () => {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'runs' } });
  expect(await getChartLayout({ ctx, input: { experimentId } })).toEqual({
    layout: { first: {}, sizes: {} },
    revision: 0,
  });
  const layouts: Partial<ChartLayout>[] = [
    { first: { eval: ['eval/loss', 'eval/auc'] } },
    { sizes: { 'eval/auc': 'L' } },
  ];
  const both = await Promise.allSettled(
    layouts.map((layout) =>
      saveChartLayout({ ctx, input: { experimentId, revision: 0, layout: { first: {}, sizes: {}, ...layout } } }),
    ),
  );
  const saved = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(saved).toHaveLength(1);
  for (const one of both) {
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ code: 'CONFLICT', fields: [{ path: 'revision', message: 'is 1 now' }] });
  }
  expect(await getChartLayout({ ctx, input: { experimentId } })).toEqual(saved[0]);
  await saveChartLayout({ ctx, input: { experimentId, revision: 1, layout: { first: {}, sizes: { a: 'S' } } } });
  expect(await getChartLayout({ ctx, input: { experimentId } })).toMatchObject({
    layout: { sizes: { a: 'S' } },
    revision: 2,
  });
});

test('another project neither reads nor changes how charts are laid out', async () => {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'runs' } });
  const foreign = await t.newCtx();
  await expect(getChartLayout({ ctx: foreign, input: { experimentId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const layout = { first: {}, sizes: {} };
  await expect(saveChartLayout({ ctx: foreign, input: { experimentId, revision: 0, layout } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('layouts of a size that no page has are refused', async () => {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'runs' } });
  for (const layout of [
    { first: { a: Array.from({ length: 2_001 }, (_, at) => `m${at}`) }, sizes: {} },
    { first: { a: Array.from({ length: 1_000 }, (_, at) => `${at}`.padEnd(400, 'x')) }, sizes: {} },
    { first: {}, sizes: { a: 'XL' } },
  ]) {
    await expect(
      saveChartLayout({ ctx, input: { experimentId, revision: 0, layout: layout as never } }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  }
});
