import { describe, expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from '../runs/create-run.ts';
import { logBatch } from '../runs/log-batch.ts';
import { sealSeries } from './blocks/seal-series.ts';
import { listSeries } from './list-series.ts';
import { readSeries } from './read-series.ts';

const t = await testDatabase();

async function runWith(points: { value: number; step: number; at?: number }[]) {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: {} });
  await logBatch({
    ctx,
    input: { runId, metrics: points.map((point) => ({ key: 'loss', at: 1_000 + point.step, ...point })) },
  });
  return { ctx, runId };
}

describe('readSeries', () => {
  test('gives each point where there are few, in order, NaN and infinities as texts', async () => {
    const { ctx, runId } = await runWith([
      { step: 3, value: Number.POSITIVE_INFINITY },
      { step: 1, value: 0.5 },
      { step: 2, value: Number.NaN },
    ]);
    const stretch = await readSeries({ ctx, input: { runId, key: 'loss' } });
    expect(stretch).toMatchObject({ key: 'loss', count: 3, exact: true });
    expect(stretch.buckets).toEqual([
      {
        from: 1,
        to: 1,
        count: 1,
        nanCount: 0,
        first: 0.5,
        last: 0.5,
        min: 0.5,
        max: 0.5,
        firstAt: 1_001,
        lastAt: 1_001,
      },
      {
        from: 2,
        to: 2,
        count: 1,
        nanCount: 1,
        first: 'NaN',
        last: 'NaN',
        min: null,
        max: null,
        firstAt: 1_002,
        lastAt: 1_002,
      },
      {
        from: 3,
        to: 3,
        count: 1,
        nanCount: 0,
        first: 'Infinity',
        last: 'Infinity',
        min: 'Infinity',
        max: 'Infinity',
        firstAt: 1_003,
        lastAt: 1_003,
      },
    ]);
  });

  test('keeps every spike, count and end of a long series in few buckets', async () => {
    const spikes = new Map([
      [777, 1e6],
      [5_001, -1e6],
      [9_998, Number.NaN],
    ]);
    const points = Array.from({ length: 10_000 }, (_, step) => ({
      step,
      value: spikes.get(step) ?? Math.sin(step / 500),
    }));
    const { ctx, runId } = await runWith(points);
    const { buckets, exact, count } = await readSeries({ ctx, input: { runId, key: 'loss', points: 50 } });
    expect({ exact, count }).toEqual({ exact: false, count: 10_000 });
    expect(buckets).toHaveLength(50);
    expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(10_000);
    for (const [index, bucket] of buckets.entries()) {
      const own = points.slice(index * 200, index * 200 + 200);
      const numbers = own.map((point) => point.value).filter((value) => !Number.isNaN(value));
      expect(bucket).toEqual({
        from: index * 200,
        to: index * 200 + 199,
        count: 200,
        nanCount: 200 - numbers.length,
        first: own[0]?.value,
        last: own.at(-1)?.value,
        min: Math.min(...numbers),
        max: Math.max(...numbers),
        firstAt: 1_000 + index * 200,
        lastAt: 1_000 + index * 200 + 199,
      });
    }
  });

  test('reads a window, and what came after a step', async () => {
    const { ctx, runId } = await runWith(Array.from({ length: 20 }, (_, step) => ({ step, value: step })));
    const steps = async (input: { from?: number; to?: number; since?: number }) =>
      (await readSeries({ ctx, input: { runId, key: 'loss', ...input } })).buckets.map((bucket) => bucket.from);
    expect(await steps({ from: 3, to: 5 })).toEqual([3, 4, 5]);
    expect(await steps({ since: 17 })).toEqual([18, 19]);
    expect(await steps({ since: 19 })).toEqual([]);
  });

  test('puts steps at the ends of the safe integers into buckets', async () => {
    const far = Number.MAX_SAFE_INTEGER;
    const { ctx, runId } = await runWith([
      { step: -far, value: 1, at: 1 },
      { step: 0, value: 2, at: 1 },
      { step: far, value: 3, at: 1 },
    ]);
    const { buckets } = await readSeries({ ctx, input: { runId, key: 'loss', points: 2 } });
    expect(buckets.map(({ from, to, count }) => ({ from, to, count }))).toEqual([
      { from: -far, to: 0, count: 2 },
      { from: far, to: far, count: 1 },
    ]);
  });

  test('names the metric a run does not have, and hides runs of other projects', async () => {
    const { ctx, runId } = await runWith([{ step: 1, value: 1 }]);
    await expect(readSeries({ ctx, input: { runId, key: 'none' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      fields: [{ path: 'key' }],
    });
    const other = await t.newCtx();
    await expect(readSeries({ ctx: other, input: { runId, key: 'loss' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(listSeries({ ctx: other, input: { runId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('sealed series', () => {
  test('are read and drawn as before, in windows and after a step', async () => {
    const points = Array.from({ length: 9_000 }, (_, step) => ({ step, value: step === 4_321 ? 1e6 : step % 10 }));
    const { ctx, runId } = await runWith(points);
    const ask = { runId, key: 'loss' };
    const inputs = [{ from: 4_300, to: 4_350 }, { since: 8_900 }, { from: 10, to: 300, points: 300 }];
    const before = await Promise.all(inputs.map((input) => readSeries({ ctx, input: { ...ask, ...input } })));
    const series = await ctx.db.metricSeries.findFirstOrThrow({ where: { runId } });
    expect((await sealSeries([Number(series.id)])).sealed).toBe(9_000);
    await logBatch({ ctx, input: { runId, metrics: [{ key: 'loss', value: 5, step: 9_000, at: 7 }] } });
    const after = await Promise.all(inputs.map((input) => readSeries({ ctx, input: { ...ask, to: 8_999, ...input } })));
    expect(after).toEqual(before);
    const whole = await readSeries({ ctx, input: { ...ask, points: 100 } });
    expect(whole).toMatchObject({ count: 9_001, exact: false });
    expect(whole.buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(9_001);
    expect(Math.max(...whole.buckets.map((bucket) => Number(bucket.max)))).toBe(1e6);
    const [listed] = await listSeries({ ctx, input: { runId } });
    expect(listed?.spark).toHaveLength(60);
    expect(Math.max(...(listed?.spark.map((point) => Number(point.max)) ?? []))).toBe(1e6);
    expect(listed?.spark.at(-1)).toMatchObject({ step: 9_000, last: 5 });
  });
});

describe('listSeries', () => {
  test('draws each metric in at most 60 stretches', async () => {
    const { ctx, runId } = await runWith(
      Array.from({ length: 1_000 }, (_, step) => ({ step, value: step === 500 ? 99 : 1 })),
    );
    await logBatch({ ctx, input: { runId, metrics: [{ key: 'auc', value: Number.NaN, step: 4 }] } });
    const [auc, loss] = await listSeries({ ctx, input: { runId } });
    expect(auc).toMatchObject({
      key: 'auc',
      count: 1,
      nanCount: 1,
      last: 'NaN',
      min: null,
      spark: [{ step: 4, last: 'NaN' }],
    });
    expect(loss?.spark).toHaveLength(60);
    expect(Math.max(...(loss?.spark.map((point) => Number(point.max)) ?? []))).toBe(99);
    expect(loss?.spark.at(-1)).toEqual({ step: 999, last: 1, min: 1, max: 1 });
  });
});
