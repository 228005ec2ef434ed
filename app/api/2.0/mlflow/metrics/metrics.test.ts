import { describe, expect, test } from 'vitest';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { newPoints } from '#lib/metrics/blocks/points.ts';
import { sealPoints } from '#lib/metrics/blocks/seal-points.ts';
import { sealSeries } from '#lib/metrics/blocks/seal-series.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { logBatch } from '#lib/runs/log-batch.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { GET as HISTORY } from './get-history/route.ts';
import { GET as BULK } from './get-history-bulk/route.ts';
import { GET as INTERVAL } from './get-history-bulk-interval/route.ts';

const t = await testDatabase();

interface Item {
  key: string;
  value: number | string;
  timestamp: number;
  step: number;
}

async function runWith(items: Omit<Item, 'key'>[], key = 'loss') {
  const ctx = await t.newCtx();
  return { ctx, ...mlflowCaller(ctx.project.slug), runId: await addRun(ctx, items, key) };
}

async function addRun(ctx: Awaited<ReturnType<typeof t.newCtx>>, items: Omit<Item, 'key'>[], key = 'loss') {
  const { runId } = await createRun({ ctx, input: {} });
  const metrics = items.map(({ value, timestamp, step }) => ({ key, value: Number(value), at: timestamp, step }));
  await logBatch({ ctx, input: { runId, metrics } });
  return runId;
}

async function sealAll(ctx: Awaited<ReturnType<typeof t.newCtx>>, runId: string): Promise<void> {
  const series = await ctx.db.metricSeries.findMany({ where: { runId } });
  await sealSeries(series.map((one) => Number(one.id)));
}

const items = [
  { timestamp: 1, step: 2, value: 10 },
  { timestamp: 1, step: 3, value: 11 },
  { timestamp: 1, step: 3, value: 12 },
  { timestamp: 2, step: -3, value: 'NaN' },
  { timestamp: 2, step: 0, value: '-Infinity' },
  { timestamp: 2, step: 0, value: 'Infinity' },
  { timestamp: 2 ** 40, step: 1, value: 0.1 },
];
const withKey = items.map((item) => ({ key: 'loss', ...item }));
const refused = (message: string | RegExp) => ({
  status: 400,
  body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringMatching(message) },
});

describe('get-history', () => {
  test('gives all points by time, step and value, hot or sealed, without max_results', async () => {
    const { ctx, get, runId } = await runWith([...items].reverse());
    const wanted = { status: 200, body: { metrics: withKey } };
    expect(await get(HISTORY, { run_id: runId, metric_key: 'loss' })).toEqual(wanted);
    await sealAll(ctx, runId);
    expect(await get(HISTORY, { run_uuid: runId, metric_key: 'loss' })).toEqual(wanted);
  });

  test('gives pages that neither lose nor repeat a point, whatever comes in between', async () => {
    const { ctx, get, runId } = await runWith(items);
    const ask = { run_id: runId, metric_key: 'loss', max_results: '3' };
    const first = await get(HISTORY, ask);
    expect(first.body.metrics).toEqual(withKey.slice(0, 3));
    await sealAll(ctx, runId);
    await logBatch({ ctx, input: { runId, metrics: [{ key: 'loss', value: 1, step: 1, at: 0 }] } });
    const second = await get(HISTORY, { ...ask, page_token: first.body.next_page_token });
    expect(second.body.metrics).toEqual(withKey.slice(3, 6));
    const third = await get(HISTORY, { ...ask, page_token: second.body.next_page_token });
    expect(third.body).toEqual({ metrics: withKey.slice(6) });
  });

  test('streams a long history, and opens only the blocks of a page', async () => {
    const ctx = await t.newCtx();
    const { get } = mlflowCaller(ctx.project.slug);
    const { runId } = await createRun({ ctx, input: {} });
    const points = newPoints(60_000);
    for (let index = 0; index < points.length; index += 1) {
      points.step[index] = index;
      // Clocks go back now and then.
      points.at[index] = 1_000_000 + index * 10 - (index % 1_000 === 0 ? 200_000 : 0);
      points.value[index] = index / 3;
    }
    await sealPoints({ runId, key: 'loss', points });
    const all = (await get(HISTORY, { run_id: runId, metric_key: 'loss' })).body.metrics as Item[];
    expect(all).toHaveLength(60_000);
    expect(new Set(all.map((item) => item.step)).size).toBe(60_000);
    const times = all.map((item) => item.timestamp);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const paged: Item[] = [];
    let token: string | undefined;
    do {
      const ask = { run_id: runId, metric_key: 'loss', max_results: '7000', ...(token ? { page_token: token } : {}) };
      const { body } = await get(HISTORY, ask);
      paged.push(...body.metrics);
      token = body.next_page_token;
    } while (token);
    expect(paged).toEqual(all);
  });

  test('is empty for a run or a metric that is not there, and for runs of other projects', async () => {
    const { get, runId } = await runWith(items);
    expect(await get(HISTORY, { run_id: runId, metric_key: 'none' })).toEqual({ status: 200, body: {} });
    expect(await get(HISTORY, { run_id: 'none', metric_key: 'loss' })).toEqual({ status: 200, body: {} });
    const other = await runWith([]);
    expect(await other.get(HISTORY, { run_id: runId, metric_key: 'loss' })).toEqual({ status: 200, body: {} });
  });

  test('refuses what it cannot take, and names the field', async () => {
    const { get, runId } = await runWith(items);
    expect(await get(HISTORY, { metric_key: 'loss' })).toMatchObject(refused("'run_id'"));
    expect(await get(HISTORY, { run_id: runId })).toMatchObject(refused("'metric_key'"));
    for (const max_results of ['0', '-5', 'many', '99999999999', `${2 ** 60}`]) {
      const ask = { run_id: runId, metric_key: 'loss', max_results };
      expect(await get(HISTORY, ask)).toMatchObject(refused("'max_results'"));
    }
    const ask = { run_id: runId, metric_key: 'loss', max_results: '2' };
    const { next_page_token } = (await get(HISTORY, ask)).body;
    for (const page_token of ['invalid_token', next_page_token.slice(1)]) {
      expect(await get(HISTORY, { ...ask, page_token })).toMatchObject(refused("'page_token'"));
    }
    const elsewhere = { ...ask, metric_key: 'other', page_token: next_page_token };
    expect(await get(HISTORY, elsewhere)).toMatchObject(refused("'page_token'"));
  });
});

describe('get-history-bulk', () => {
  test('gives the points of several runs by run and time, and never more than asked for', async () => {
    const { ctx, get, runId } = await runWith(items);
    const other = await addRun(ctx, items.slice(0, 2));
    const wanted = [
      ...withKey.map((item) => ({ ...item, run_id: runId })),
      ...withKey.slice(0, 2).map((item) => ({ ...item, run_id: other })),
    ].sort((a, b) => (a.run_id < b.run_id ? -1 : a.run_id > b.run_id ? 1 : 0));
    const ask = { run_id: [runId, other, 'none'], metric_key: 'loss' };
    expect(await get(BULK, ask)).toEqual({ status: 200, body: { metrics: wanted } });
    expect((await get(BULK, { ...ask, max_results: '5' })).body.metrics).toEqual(wanted.slice(0, 5));
    expect(await get(BULK, { ...ask, metric_key: 'none' })).toEqual({ status: 200, body: { metrics: [] } });
  });

  test('refuses what it cannot take', async () => {
    const { get } = await runWith([]);
    const many = Array.from({ length: 101 }, (_, index) => `id_${index}`);
    expect(await get(BULK, { metric_key: 'k' })).toMatchObject(refused('must specify at least one run_id'));
    expect(await get(BULK, { run_id: many, metric_key: 'k' })).toMatchObject(refused('cannot specify more than 100'));
    expect(await get(BULK, { run_id: 'a' })).toMatchObject(refused('must specify a metric_key'));
    expect(await get(BULK, { run_id: 'a', metric_key: 'k', max_results: '-1' })).toMatchObject(refused('max_results'));
  });
});

describe('get-history-bulk-interval', () => {
  const flat = (count: number) => Array.from({ length: count }, (_, step) => ({ timestamp: 1, step, value: 10 }));
  const stepsOf = (body: { metrics: Item[] }) => body.metrics.map((item) => item.step);

  test('picks points as MLflow does, of each run by itself', async () => {
    const { ctx, get, runId } = await runWith(flat(10));
    const other = await addRun(ctx, flat(20));
    const ask = { run_ids: [runId, other], metric_key: 'loss', max_results: '5' };
    const { body } = await get(INTERVAL, ask);
    expect(stepsOf(body)).toEqual([0, 2, 4, 6, 9, 0, 4, 8, 12, 19]);
    expect(body.metrics[0]).toEqual({ key: 'loss', value: 10, timestamp: 1, step: 0, run_id: runId });
    await sealAll(ctx, runId);
    await logBatch({
      ctx,
      input: { runId, metrics: flat(10).map(({ step, value }) => ({ key: 'loss', step, value, at: 2 })) },
    });
    const again = await get(INTERVAL, { ...ask, run_ids: runId });
    expect(again.body.metrics.map((item: Item) => [item.step, item.timestamp])).toEqual([
      [0, 1],
      [2, 1],
      [4, 1],
      [6, 1],
      [9, 2],
    ]);
  });

  test('gives all points of a range, and one when one is asked for', async () => {
    const { get, runId } = await runWith(flat(100));
    const ask = { run_ids: [runId], metric_key: 'loss', start_step: '20', end_step: '30' };
    expect(stepsOf((await get(INTERVAL, ask)).body)).toEqual(Array.from({ length: 11 }, (_, index) => 20 + index));
    expect(stepsOf((await get(INTERVAL, { ...ask, max_results: '1' })).body)).toEqual([30]);
    expect(await get(INTERVAL, { ...ask, start_step: '200', end_step: '300' })).toEqual({ status: 200, body: {} });
    expect(await get(INTERVAL, { run_ids: ['none'], metric_key: 'loss' })).toEqual({ status: 200, body: {} });
  });

  test('never loses a spike, and no NaN hides one', async () => {
    const values = Array.from({ length: 5_000 }, (_, step) => ({
      timestamp: 1_000 + step,
      step: 0,
      value: step === 1_234 ? 1e9 : step === 4_321 ? -1e9 : step % 7 === 0 ? 'NaN' : Math.sin(step / 500),
    }));
    const { ctx, get, runId } = await runWith(values);
    const ask = { run_ids: [runId], metric_key: 'loss', max_results: '50' };
    const { body } = await get(INTERVAL, ask);
    expect(body.metrics).toHaveLength(50);
    expect([body.metrics[0].timestamp, body.metrics.at(-1).timestamp]).toEqual([1_000, 5_999]);
    const at = (timestamp: number) => body.metrics.find((item: Item) => item.timestamp === timestamp)?.value;
    expect([at(2_234), at(5_321)]).toEqual([1e9, -1e9]);
    await sealAll(ctx, runId);
    expect(await get(INTERVAL, ask)).toEqual({ status: 200, body });
  });

  test('refuses what it cannot take', async () => {
    const { get } = await runWith([]);
    const ask = { run_ids: ['123'], metric_key: 'key' };
    const many = Array.from({ length: 1_000 }, (_, index) => `id_${index}`);
    expect(await get(INTERVAL, { metric_key: 'key' })).toMatchObject(refused("'run_ids'"));
    expect(await get(INTERVAL, { ...ask, run_ids: many })).toMatchObject(refused('at most 100 run_ids'));
    expect(await get(INTERVAL, { ...ask, metric_key: '' })).toMatchObject(refused("'metric_key'"));
    for (const max_results of ['0', '2501']) {
      expect(await get(INTERVAL, { ...ask, max_results })).toMatchObject(refused('between 1 and 2500'));
    }
    expect(await get(INTERVAL, { ...ask, start_step: '1' })).toMatchObject(refused('both must be specified'));
    const wrong = { ...ask, start_step: '1', end_step: '0' };
    expect(await get(INTERVAL, wrong)).toMatchObject(refused('end_step must be greater than start_step. '));
  });
});
