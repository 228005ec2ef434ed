import { describe, expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from './create-run.ts';
import { finishRun } from './finish-run.ts';
import { type LogBatchInput, logBatch } from './log-batch.ts';

const t = await testDatabase();

interface PointRow {
  key: string;
  step: number;
  at: number;
  value: number;
}

async function pointsOf(runId: string): Promise<PointRow[]> {
  return t.db.$queryRaw<PointRow[]>`
    SELECT s.key, p.step::float8 AS step, p.at::float8 AS at, p.value
    FROM traza.metric_point p JOIN traza.metric_series s ON s.id = p.series_id
    WHERE s.run_id = ${runId} ORDER BY s.key, p.step, p.at, p.value`;
}

async function seriesOf(runId: string) {
  const rows = await t.db.metricSeries.findMany({ where: { runId }, orderBy: { key: 'asc' } });
  return rows.map(({ id: _, runId: __, ...row }) => ({
    ...row,
    count: Number(row.count),
    nanCount: Number(row.nanCount),
    lastStep: Number(row.lastStep),
    lastAt: Number(row.lastAt),
    firstStep: Number(row.firstStep),
    firstAt: Number(row.firstAt),
    // A sum of floats depends on its order in the last bits.
    sum: Number.isFinite(row.sum) ? Number(row.sum.toPrecision(12)) : row.sum,
  }));
}

/** The plain model: everything recomputed from all points, sorted by PostgreSQL's order of values. */
function recompute(points: PointRow[]) {
  const rank = (value: number) => (Number.isNaN(value) ? 1 : 0);
  const order = (a: PointRow, b: PointRow) =>
    a.step - b.step ||
    a.at - b.at ||
    rank(a.value) - rank(b.value) ||
    (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
  return [...new Set(points.map((point) => point.key))].sort().map((key) => {
    const own = points.filter((point) => point.key === key).sort(order);
    const numbers = own.map((point) => point.value).filter((value) => !Number.isNaN(value));
    const first = own[0];
    const last = own.at(-1);
    return {
      key,
      experimentId: expect.any(Number),
      hot: own.length,
      sealedTo: null,
      sum: sumOf(numbers),
      count: own.length,
      nanCount: own.length - numbers.length,
      last: last?.value,
      lastStep: last?.step,
      lastAt: last?.at,
      min: numbers.length > 0 ? numbers.reduce((a, b) => Math.min(a, b)) : null,
      max: numbers.length > 0 ? numbers.reduce((a, b) => Math.max(a, b)) : null,
      firstStep: first?.step,
      firstAt: first?.at,
    };
  });
}

function sumOf(numbers: number[]): number {
  const sum = numbers.reduce((a, b) => a + b, 0);
  return Number.isFinite(sum) ? Number(sum.toPrecision(12)) : sum;
}

/** A small seeded generator, so that a failure can be repeated. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const oddValues = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e300, -1e300, 5e-324];

function randomBatch(random: () => number): NonNullable<LogBatchInput['metrics']> {
  const size = Math.floor(random() * 40);
  return Array.from({ length: size }, () => ({
    key: `m${Math.floor(random() * 5)}`,
    value: random() < 0.3 ? (oddValues[Math.floor(random() * oddValues.length)] ?? 0) : Math.round(random() * 8) / 8,
    // Few steps and times, so that ties are common.
    step: Math.floor(random() * 6) - 2,
    at: 1_700_000_000_000 + Math.floor(random() * 3),
  }));
}

describe('logBatch', () => {
  test.each([1, 2, 3, 4, 5])(
    'keeps summaries equal to recomputation under concurrent writers (seed %i)',
    async (seed) => {
      const ctx = await t.newCtx();
      const { runId } = await createRun({ ctx, input: {} });
      const batches = Array.from({ length: 8 }, (_, writer) => {
        const random = generator(seed * 1_000 + writer);
        return Array.from({ length: 6 }, () => randomBatch(random));
      });
      await Promise.all(
        batches.map(async (own) => {
          for (const metrics of own) await logBatch({ ctx, input: { runId, metrics } });
        }),
      );
      const points = await pointsOf(runId);
      expect(await seriesOf(runId)).toEqual(recompute(points));
      const name = (point: { key: string; value: number; step?: number; at?: number }) =>
        `${point.key} ${point.step} ${point.at} ${point.value}`;
      // A series is a set: what was sent twice is there once.
      expect(points.map(name).sort()).toEqual([...new Set(batches.flat(2).map(name))].sort());
    },
  );

  test('writers that send the same keys in opposite orders do not lock each other out', async () => {
    const ctx = await t.newCtx();
    const { runId } = await createRun({ ctx, input: {} });
    const keys = Array.from({ length: 50 }, (_, index) => `k${index}`);
    await Promise.all(
      Array.from({ length: 60 }, (_, step) => {
        const metrics = keys.map((key) => ({ key, value: 1, step, at: 0 }));
        return logBatch({ ctx, input: { runId, metrics: step % 2 === 0 ? metrics : metrics.toReversed() } });
      }),
    );
    const series = await seriesOf(runId);
    expect(series).toHaveLength(50);
    expect(new Set(series.map((one) => one.count))).toEqual(new Set([60]));
  });

  test('writes all of a batch or nothing', async () => {
    const ctx = await t.newCtx();
    const { runId } = await createRun({ ctx, input: { params: { lr: '0.1' } } });
    const input = { runId, metrics: [{ key: 'loss', value: 1 }], params: { depth: '3', lr: '0.2' }, tags: { a: 'b' } };
    await expect(logBatch({ ctx, input })).rejects.toMatchObject({
      code: 'CONFLICT',
      fields: [{ path: 'params.lr' }],
    });
    expect(await seriesOf(runId)).toEqual([]);
    expect(await t.db.param.findMany({ where: { runId } })).toMatchObject([{ runId, key: 'lr', value: '0.1' }]);
    expect(await t.db.tag.count({ where: { runId } })).toBe(0);
    await logBatch({ ctx, input: { ...input, params: { depth: '3', lr: '0.1' } } });
    expect(await t.db.param.count({ where: { runId } })).toBe(2);
    expect(await t.db.tag.findMany({ where: { runId } })).toMatchObject([{ runId, key: 'a', value: 'b' }]);
  });

  test('what a run logs first is there once, however often it is sent at once', async () => {
    const ctx = await t.newCtx();
    const { runId } = await createRun({ ctx, input: {} });
    const input = {
      runId,
      metrics: [
        { key: 'loss', value: 1, at: 1 },
        { key: 'acc', value: 2, at: 1 },
      ],
      params: { depth: '3', lr: '0.2' },
      tags: { a: 'b' },
    };
    await Promise.all(Array.from({ length: 8 }, () => logBatch({ ctx, input })));
    expect(await pointsOf(runId)).toHaveLength(2);
    expect(await seriesOf(runId)).toEqual(recompute(await pointsOf(runId)));
    expect(await t.db.param.count({ where: { runId } })).toBe(2);
    expect(await t.db.tag.count({ where: { runId } })).toBe(1);
  });

  test('of first batches that give a param different values, one is written and the others leave nothing', async () => {
    const ctx = await t.newCtx();
    const { runId } = await createRun({ ctx, input: {} });
    const sent = await Promise.allSettled(
      Array.from({ length: 8 }, (_, writer) =>
        logBatch({
          ctx,
          input: {
            runId,
            metrics: [{ key: `of ${writer}`, value: 1 }],
            params: { lr: `${writer}` },
            tags: { [`t${writer}`]: '' },
          },
        }),
      ),
    );
    const [param] = await t.db.param.findMany({ where: { runId } });
    expect(sent.flatMap((one, writer) => (one.status === 'fulfilled' ? [String(writer)] : []))).toEqual([param?.value]);
    for (const one of sent) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' });
    expect((await seriesOf(runId)).map((one) => one.key)).toEqual([`of ${param?.value}`]);
    expect(await t.db.tag.findMany({ where: { runId } })).toMatchObject([{ key: `t${param?.value}` }]);
  });

  test('a first batch of a run that has ended makes a new revision of its recipe', async () => {
    const ctx = await t.newCtx();
    const { runId } = await createRun({ ctx, input: {} });
    await finishRun({ ctx, input: { runId } });
    await logBatch({ ctx, input: { runId, metrics: [{ key: 'loss', value: 1 }], params: { depth: '3' } } });
    expect(await pointsOf(runId)).toHaveLength(1);
    expect(await t.db.runRecipe.count({ where: { runId } })).toBe(2);
  });

  test('uses the clock of the context where a point has no time', async () => {
    const ctx = { ...(await t.newCtx()), now: () => new Date(1_234_567) };
    const { runId } = await createRun({ ctx, input: {} });
    await logBatch({ ctx, input: { runId, metrics: [{ key: 'loss', value: 1 }] } });
    expect(await pointsOf(runId)).toEqual([{ key: 'loss', step: 0, at: 1_234_567, value: 1 }]);
  });

  test('names the step that is no whole number', async () => {
    const ctx = await t.newCtx();
    const { runId } = await createRun({ ctx, input: {} });
    const metrics = [
      { key: 'loss', value: 1 },
      { key: 'loss', value: 1, step: 2 ** 53 },
    ];
    await expect(logBatch({ ctx, input: { runId, metrics } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'metrics.1.step' }],
    });
  });

  test('refuses the write of an attempt that lost its job', async () => {
    const ctx = await t.newCtx();
    const { runId } = await createRun({ ctx, input: {} });
    const fenced = { ...ctx, fence: { jobId: 'gone', workerId: 'w', attempt: 1 } };
    const metrics = [{ key: 'loss', value: 1 }];
    await expect(logBatch({ ctx: fenced, input: { runId, metrics } })).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect(await seriesOf(runId)).toEqual([]);
  });

  test('does not see runs of other projects', async () => {
    const [ctx, other] = [await t.newCtx(), await t.newCtx()];
    const { runId } = await createRun({ ctx, input: {} });
    for (const input of [{ metrics: [{ key: 'a', value: 1 }] }, { params: { a: 'b' } }, { tags: { a: 'b' } }, {}]) {
      await expect(logBatch({ ctx: other, input: { runId, ...input } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await seriesOf(runId)).toEqual([]);
  });
});
