import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { sealSeries } from '#lib/metrics/blocks/seal-series.ts';
import { type DecodedChart, decodeChart } from '#lib/metrics/chart/decode-chart.ts';
import type { ChartAnswer } from '#lib/metrics/chart/schema.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { logBatch } from '#lib/runs/log-batch.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { GET, POST } from './route.ts';

const t = await testDatabase();

type Point = [step: number, value: number, at?: number];
type Question = Record<string, string | number | readonly string[] | undefined>;

const start = Date.UTC(2026, 5, 1);
const binary = 'application/vnd.traza.chart';

async function logPoints(ctx: Ctx, runId: string, key: string, points: readonly Point[]): Promise<void> {
  const metrics = points.map(([step, value, at = start + 1_000 + step * 10]) => ({ key, step, value, at }));
  await logBatch({ ctx, input: { runId, metrics } });
}

async function newRun(ctx: Ctx, metrics: Record<string, readonly Point[]>): Promise<string> {
  const { runId } = await createRun({ ctx, input: {} });
  await ctx.db.run.update({ where: { id: runId }, data: { startedAt: new Date(start) } });
  for (const [key, points] of Object.entries(metrics)) await logPoints(ctx, runId, key, points);
  return runId;
}

async function sealRun(ctx: Ctx, runId: string): Promise<void> {
  const series = await ctx.db.metricSeries.findMany({ where: { runId } });
  await sealSeries(series.map((one) => Number(one.id)));
}

function ask(ctx: Ctx, question: Question, headers: Record<string, string> = {}): Promise<Response> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) {
    for (const one of [value].flat()) if (one !== undefined) query.append(name, String(one));
  }
  const request = new Request(`http://localhost:3000/api/v1/metrics/chart?${query}`, {
    headers: { host: 'localhost:3000', 'x-traza-project': ctx.project.slug, ...headers },
  });
  return GET(request, { params: Promise.resolve({}) });
}

async function askJson(ctx: Ctx, question: Question): Promise<ChartAnswer> {
  const response = await ask(ctx, question, { accept: 'application/json' });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  return (await response.json()) as ChartAnswer;
}

async function askBinary(ctx: Ctx, question: Question): Promise<DecodedChart> {
  const response = await ask(ctx, question);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, binary]);
  return decodeChart(new Uint8Array(await response.arrayBuffer()));
}

const line = (count: number, valueAt: (step: number) => number, from = 0): Point[] =>
  Array.from({ length: count }, (_, index) => [from + index, valueAt(from + index)]);

/** The columns of a decoded chart say what its JSON says. */
function expectSame(decoded: DecodedChart, json: ChartAnswer, round: (value: number) => number): void {
  expect({ x: decoded.x, mark: decoded.mark }).toEqual({ x: json.x, mark: json.mark });
  for (const [index, { buckets, ...head }] of json.series.entries()) {
    const { columns, ...own } = decoded.series[index] ?? { columns: {} };
    expect(own).toEqual(head);
    const number = (value: number | string | null | undefined) =>
      value === null || value === undefined ? Number.NaN : round(Number(value));
    expect(columns).toEqual({
      firstStep: Float64Array.from(buckets, (one) => one.from),
      lastStep: Float64Array.from(buckets, (one) => one.to),
      firstAt: Float64Array.from(buckets, (one) => one.firstAt),
      lastAt: Float64Array.from(buckets, (one) => one.lastAt),
      count: Float64Array.from(buckets, (one) => one.count),
      nanCount: Float64Array.from(buckets, (one) => one.nanCount),
      first: Float64Array.from(buckets, (one) => number(one.first)),
      last: Float64Array.from(buckets, (one) => number(one.last)),
      min: Float64Array.from(buckets, (one) => number(one.min)),
      max: Float64Array.from(buckets, (one) => number(one.max)),
      mean: Float64Array.from(buckets, (one) => Math.fround(Number(one.mean ?? Number.NaN))),
      ...(json.x === 'metric'
        ? {
            xFirst: Float64Array.from(buckets, (one) => number(one.xFirst)),
            xLast: Float64Array.from(buckets, (one) => number(one.xLast)),
          }
        : {}),
    });
  }
}

describe('a chart', () => {
  test('shows every pair of run and metric that is there, the same in both forms', async () => {
    const ctx = await t.newCtx();
    const odd: Point[] = [
      [-5, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
      [7, 0.1],
      [Number.MAX_SAFE_INTEGER, -0.7, Number.MAX_SAFE_INTEGER],
      [Number.MIN_SAFE_INTEGER, 1, -Number.MAX_SAFE_INTEGER],
    ];
    const one = await newRun(ctx, { loss: line(5_000, (step) => (step === 3_333 ? 1e9 : Math.sin(step))), odd });
    const other = await newRun(ctx, { loss: line(3, (step) => step / 3) });
    for (const sealed of [false, true]) {
      if (sealed) for (const runId of [one, other]) await sealRun(ctx, runId);
      const question = { run: [one, other, 'none'], key: ['loss', 'odd', 'none'], buckets: 50 };
      const json = await askJson(ctx, question);
      expect(json.series.map(({ run, key }) => `${run} ${key}`)).toEqual(
        [`${one} loss`, `${one} odd`, `${other} loss`].sort(),
      );
      const loss = json.series.find((series) => series.run === one && series.key === 'loss');
      expect(loss).toMatchObject({ state: 'whole', count: 5_000, points: 5_000, exact: false, start });
      expect(loss?.buckets.length).toBeLessThanOrEqual(50);
      expect(loss?.buckets.length).toBeGreaterThan(24);
      expect(Math.max(...(loss?.buckets.map((bucket) => Number(bucket.max)) ?? []))).toBe(1e9);
      const few = json.series.find((series) => series.key === 'odd');
      expect(few).toMatchObject({ exact: true, points: 5 });
      expect(few?.buckets.map((bucket) => [bucket.from, bucket.first, bucket.min])).toEqual([
        [Number.MIN_SAFE_INTEGER, 1, 1],
        [-5, 'NaN', null],
        [0, 'Infinity', 'Infinity'],
        [7, 0.1, 0.1],
        [Number.MAX_SAFE_INTEGER, -0.7, -0.7],
      ]);
      expectSame(await askBinary(ctx, { ...question, precision: 'exact' }), json, (value) => value);
      expectSame(await askBinary(ctx, question), json, Math.fround);
    }
  });

  test('keeps values that no 32-bit float can hold', async () => {
    const ctx = await t.newCtx();
    const runId = await newRun(ctx, { big: line(3, (step) => 1e300 * (step - 1)), tiny: line(2, () => 1e-300) });
    const { series } = await askBinary(ctx, { run: runId, key: ['big', 'tiny'] });
    expect(series.map((one) => [...(one.columns.max ?? [])])).toEqual([
      [-1e300, 0, 1e300],
      [1e-300, 1e-300],
    ]);
  });

  test('shows a window of steps, of time since the start, and of the clock', async () => {
    const ctx = await t.newCtx();
    const runId = await newRun(ctx, { loss: line(20_000, (step) => step) });
    await sealRun(ctx, runId);
    const within = async (question: Question) => {
      const { series } = await askJson(ctx, { run: runId, key: 'loss', buckets: 2_000, ...question });
      return [series[0]?.points, series[0]?.buckets.at(0)?.from, series[0]?.buckets.at(-1)?.to];
    };
    expect(await within({ from: 100, to: 1_999 })).toEqual([1_900, 100, 1_999]);
    expect(await within({ x: 'time', from: 2_000, to: 20_995 })).toEqual([1_900, 100, 1_999]);
    expect(await within({ x: 'wall', from: start + 2_000.5, to: start + 20_995 })).toEqual([1_899, 101, 1_999]);
    expect(await within({ x: 'time', from: -1e15, to: 999 })).toEqual([0, undefined, undefined]);
    expect(await within({ x: 'time', to: 1e300 })).toEqual([20_000, 0, 19_999]);
  });

  test('lies along another metric, which holds its value until it is measured again', async () => {
    const ctx = await t.newCtx();
    const runId = await newRun(ctx, {
      loss: line(100, (step) => step / 10),
      epoch: line(5, (epoch) => epoch).map(([epoch, value]): Point => [10 + epoch * 20, value]),
    });
    const other = await newRun(ctx, { loss: line(10, (step) => step) });
    const question = { run: [runId, other], key: 'loss', x: 'metric', xKey: 'epoch' };
    const json = await askJson(ctx, question);
    const own = json.series.find((series) => series.run === runId);
    const places = (buckets: typeof own) => buckets?.buckets.map((bucket) => [bucket.from, bucket.xFirst]);
    expect(places(own)).toHaveLength(100);
    expect(places(own)?.filter(([step]) => [9, 10, 29, 30, 99].includes(Number(step)))).toEqual([
      [9, null],
      [10, 0],
      [29, 0],
      [30, 1],
      [99, 4],
    ]);
    expect(json.series.find((series) => series.run === other)).toMatchObject({ state: 'whole', points: 0 });
    expectSame(await askBinary(ctx, question), json, Math.fround);
    const part = (await askJson(ctx, { ...question, run: runId, from: 1, to: 2 })).series[0];
    expect(places(part)).toEqual(Array.from({ length: 40 }, (_, index) => [30 + index, index < 20 ? 1 : 2]));
    expect(places((await askJson(ctx, { ...question, run: runId, from: 50 })).series[0])).toEqual([]);
  });
});

describe('a chart that is shown already', () => {
  test('is told that nothing has changed, until something has', async () => {
    const ctx = await t.newCtx();
    const runId = await newRun(ctx, { loss: line(100, (step) => step) });
    const question = { run: runId, key: 'loss' };
    const first = await ask(ctx, question);
    const tag = first.headers.get('etag') ?? '';
    const again = async (more: Question = {}, headers: Record<string, string> = {}) =>
      (await ask(ctx, { ...question, ...more }, { 'if-none-match': tag, ...headers })).status;
    expect(await again()).toBe(304);
    expect(await again({ buckets: 7 })).toBe(200);
    expect(await again({}, { accept: 'application/json' })).toBe(200);
    await sealRun(ctx, runId);
    expect(await again()).toBe(304);
    await logPoints(ctx, runId, 'loss', [[5, 5, 1]]);
    expect(await again()).toBe(200);
  });

  test('gets what lies behind its last step, and all of a series into which points came late', async () => {
    const ctx = await t.newCtx();
    const live = await newRun(ctx, { loss: line(3_000, (step) => step), auc: line(5, (step) => step) });
    const ended = await newRun(ctx, { loss: line(100, (step) => step) });
    const question = { run: [live, ended], key: ['loss', 'auc', 'f1'], buckets: 100 };
    let { mark } = await askJson(ctx, question);
    const next = async (more: Question = {}) => {
      const answer = await askJson(ctx, { ...question, since: mark, ...more });
      mark = answer.mark;
      const states = answer.series.map(({ run, key, state, points }) => [
        `${run === live ? 'live' : 'ended'} ${key}`,
        state,
        points,
      ]);
      return Object.fromEntries(states.map(([name, ...rest]) => [name, rest]));
    };
    const same = { 'live loss': ['same', 0], 'live auc': ['same', 0], 'ended loss': ['same', 0] };
    expect(await next()).toEqual(same);
    await logPoints(
      ctx,
      live,
      'loss',
      line(500, (step) => step, 3_000),
    );
    expect(await next()).toEqual({ ...same, 'live loss': ['tail', 500] });
    await sealRun(ctx, live);
    expect(await next()).toEqual(same);
    await logPoints(ctx, live, 'loss', [[10, 0.5]]);
    await logPoints(ctx, live, 'auc', [[5, 1]]);
    await logPoints(ctx, live, 'f1', [[1, 1]]);
    expect(await next()).toEqual({
      'live loss': ['whole', 3_501],
      'live auc': ['tail', 1],
      'live f1': ['whole', 1],
      'ended loss': ['same', 0],
    });
    await logPoints(ctx, live, 'loss', [[3_500, 1]]);
    expect(await next({ to: 100 })).toMatchObject({ 'live loss': ['whole', 102] });
    await logPoints(ctx, live, 'auc', [[5, 2]]);
    expect(await next({ x: 'time' })).toMatchObject({ 'live auc': ['whole', 7] });
  });

  test('comes compressed as its client takes it, and by POST where the question is long', async () => {
    const ctx = await t.newCtx();
    const runId = await newRun(ctx, { loss: line(2_000, (step) => Math.sin(step)) });
    const question = { run: runId, key: 'loss' };
    const plain = new Uint8Array(await (await ask(ctx, question)).arrayBuffer());
    const got = async (accepted: string) => {
      const response = await ask(ctx, question, { 'accept-encoding': accepted });
      return [response.headers.get('content-encoding'), new Uint8Array(await response.arrayBuffer())] as const;
    };
    const [zstd, small] = await got('gzip, deflate, br, zstd');
    expect(zstd).toBe('zstd');
    expect(small.length).toBeLessThan(plain.length / 2);
    expect(new Uint8Array(zstdDecompressSync(small))).toEqual(plain);
    const [gzip, other] = await got('gzip;q=0.5, zstd;q=0');
    expect(gzip).toBe('gzip');
    expect(new Uint8Array(gunzipSync(other))).toEqual(plain);
    expect((await got('identity'))[0]).toBeNull();

    const request = new Request('http://localhost:3000/api/v1/metrics/chart', {
      method: 'POST',
      headers: { host: 'localhost:3000', 'x-traza-project': ctx.project.slug, 'content-type': 'application/json' },
      body: JSON.stringify({ run: [runId], key: ['loss'] }),
    });
    const posted = await POST(request, { params: Promise.resolve({}) });
    expect(new Uint8Array(await posted.arrayBuffer())).toEqual(plain);
  });
});

test('hides runs of other projects, and names what it cannot take', async () => {
  const ctx = await t.newCtx();
  const runId = await newRun(ctx, { loss: line(10, (step) => step) });
  const other = await t.newCtx();
  expect((await askJson(other, { run: runId, key: 'loss' })).series).toEqual([]);
  const ask400 = async (question: Question) => {
    const response = await ask(ctx, { run: runId, key: 'loss', ...question });
    const { fields } = (await response.json()) as { fields: { path: string }[] };
    return [response.status, fields[0]?.path];
  };
  expect(await ask400({ key: undefined })).toEqual([400, 'key']);
  expect(await ask400({ buckets: 1 })).toEqual([400, 'buckets']);
  expect(await ask400({ x: 'metric' })).toEqual([400, 'xKey']);
  expect(await ask400({ xKey: 'epoch' })).toEqual([400, 'xKey']);
  expect(await ask400({ since: 'nonsense' })).toEqual([400, 'since']);
  expect(await ask400({ from: 'here' })).toEqual([400, 'from']);
  const many = Array.from({ length: 100 }, (_, index) => `m${index}`);
  expect(await ask400({ run: many, key: many, buckets: 400 })).toEqual([400, 'buckets']);
});

test('a body that is no chart is refused', async () => {
  expect(() => decodeChart(new TextEncoder().encode('{"a": 1}'))).toThrow('not a chart');
  const ctx = await t.newCtx();
  const runId = await newRun(ctx, { loss: line(10, (step) => step) });
  const body = new Uint8Array(await (await ask(ctx, { run: runId, key: 'loss' })).arrayBuffer());
  expect(() => decodeChart(body.subarray(0, -1))).toThrow('cut short');
});
