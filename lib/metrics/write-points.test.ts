import { afterEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import type { Ctx } from '../context.ts';
import { pool } from '../db/client.ts';
import { archiveRun } from '../runs/archive-run.ts';
import { createRun } from '../runs/create-run.ts';
import { logBatch } from '../runs/log-batch.ts';
import { sealSeries } from './blocks/seal-series.ts';
import { expectSamePoints, type ModelPoint, ModelSeries } from './blocks/testing/model-series.ts';
import { type Random, randomValue, seeded } from './blocks/testing/random.ts';
import { ingestFigures, limitIngest } from './ingest-limit.ts';
import { expectTrueSummary, storedSeries } from './testing/stored-series.ts';

const t = await testDatabase();

type Metrics = (ModelPoint & { key: string })[];

/** From here on the process knows no series and gathers in another queue, as another web process would. */
function becomeAnotherProcess(): void {
  Reflect.deleteProperty(globalThis, Symbol.for('traza.metricWriter'));
}

afterEach(() => {
  limitIngest({});
  becomeAnotherProcess();
});

async function newRun(ctx?: Ctx): Promise<{ ctx: Ctx; runId: string }> {
  const own = ctx ?? (await t.newCtx());
  const { runId } = await createRun({ ctx: own, input: {} });
  return { ctx: own, runId };
}

/** A request of one of many writers: few steps and times, so that they meet; onward, late, repeated, negative. */
function randomRequest(random: Random, sent: Metrics[]): Metrics {
  const before = random.below(4) === 0 && sent.length > 0 ? random.pick(sent) : undefined;
  if (before) return before;
  const size = 1 + random.below(random.pick([2, 30, 400]));
  const base = random.below(60) - 20;
  return Array.from({ length: size }, (_, index) => ({
    key: `m${random.below(random.pick([1, 4]))}`,
    step: random.below(3) === 0 ? base : base + index,
    at: 1_700_000_000_000 + random.below(5),
    value: random.below(2) === 0 ? randomValue(random) : random.pick([0, -0, 1, Number.NaN]),
  }));
}

describe('many writers', () => {
  test.each([1, 2, 3, 4])('leave the set of what they sent, whatever meets (seed %i)', async (seed) => {
    const { ctx, runId } = await newRun();
    const models = new Map<string, ModelSeries>();
    const sent: Metrics[] = [];
    const writers = Array.from({ length: 7 }, async (_, writer) => {
      const random = seeded(seed * 100 + writer);
      for (let turn = 0; turn < 12; turn += 1) {
        const metrics = randomRequest(random, sent);
        sent.push(metrics);
        for (const { key, ...point } of metrics) {
          const model = models.get(key) ?? new ModelSeries();
          models.set(key, model);
          model.add([point]);
        }
        if (random.below(5) === 0) becomeAnotherProcess();
        // Some with a param beside them: those go another way.
        const params = random.below(5) === 0 ? { [`p${writer}`]: 'x' } : {};
        await logBatch({ ctx, input: { runId, metrics, params } });
        if (random.below(6) === 0) {
          const { rows } = await pool().query('SELECT id::float8 FROM traza.metric_series WHERE run_id = $1', [runId]);
          await sealSeries(rows.map((row) => row.id));
        }
      }
    });
    await Promise.all(writers);
    const stored = await storedSeries(runId);
    expect([...stored.keys()]).toEqual([...models.keys()].sort());
    for (const series of stored.values()) {
      expectTrueSummary(series);
      expectSamePoints(series.points, models.get(series.key)?.columns() ?? series.points);
    }
  });

  test('of the same new metrics make them once', async () => {
    const { ctx, runId } = await newRun();
    const keys = Array.from({ length: 30 }, (_, index) => `k${index}`);
    await Promise.all(
      Array.from({ length: 24 }, (_, step) => {
        if (step % 3 === 0) becomeAnotherProcess();
        const metrics = keys.map((key) => ({ key, step, at: 1, value: step }));
        return logBatch({ ctx, input: { runId, metrics: step % 2 === 0 ? metrics : metrics.toReversed() } });
      }),
    );
    const stored = await storedSeries(runId);
    expect([...stored.keys()]).toEqual(keys.sort());
    for (const series of stored.values()) {
      expectTrueSummary(series);
      expect(series.points.length).toBe(24);
    }
  });

  test('of the same metrics in opposite orders do not wait for each other in a circle', async () => {
    const { ctx, runId } = await newRun();
    const keys = Array.from({ length: 100 }, (_, index) => `k${index}`);
    await logBatch({ ctx, input: { runId, metrics: keys.map((key) => ({ key, step: -1, at: 0, value: 0 })) } });
    await Promise.all(
      Array.from({ length: 60 }, (_, step) => {
        // Their own queues, so that they meet in the database; each third one lies among the others.
        if (step % 4 === 0) becomeAnotherProcess();
        const metrics = keys.map((key) => ({ key, step: step % 3 === 0 ? -step - 2 : step, at: step, value: 1 }));
        return logBatch({ ctx, input: { runId, metrics: step % 2 === 0 ? metrics : metrics.toReversed() } });
      }),
    );
    for (const series of (await storedSeries(runId)).values()) {
      expectTrueSummary(series);
      expect(series.points.length).toBe(61);
    }
  });
});

describe('a group of small requests', () => {
  test('fails for the one that cannot be written, and for no other', async () => {
    const { ctx, runId: archived } = await newRun();
    const [good, alsoGood, emptied] = [await newRun(ctx), await newRun(ctx), await newRun(ctx)].map((run) => run.runId);
    const log = (runId = '', step = 0) =>
      logBatch({ ctx, input: { runId, metrics: [{ key: 'm', step, at: 1, value: 1 }] } });
    const all = [archived, good, emptied, alsoGood];
    await Promise.all(all.map((runId) => log(runId)));
    // Both happen behind the back of this process, which knows the series and does not look before it writes.
    await archiveRun({ ctx, input: { runId: archived } });
    await pool().query(
      'DELETE FROM traza.metric_hot h USING traza.metric_series s WHERE s.id = h.series_id AND s.run_id = $1',
      [emptied],
    );
    await pool().query('DELETE FROM traza.metric_series WHERE run_id = $1', [emptied]);
    const outcomes = await Promise.allSettled(all.map((runId) => log(runId, 1)));
    expect(outcomes.map((one) => one.status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(outcomes[0]).toMatchObject({
      reason: { code: 'CONFLICT', message: expect.stringContaining("must be in the 'active' state") },
    });
    const counts = await Promise.all(
      all.map(async (runId = '') => (await storedSeries(runId)).get('m')?.points.length),
    );
    expect(counts).toEqual([1, 2, 1, 2]);
  });

  test('takes a request among the others that repeats a point, once', async () => {
    const { ctx, runId } = await newRun();
    const log = (step: number) => logBatch({ ctx, input: { runId, metrics: [{ key: 'm', step, at: 1, value: 1 }] } });
    await log(5);
    await Promise.all([log(6), log(5), log(6), log(4), log(7)]);
    const series = (await storedSeries(runId)).get('m');
    expect(series?.points.step).toEqual(Float64Array.of(4, 5, 6, 7));
    if (series) expectTrueSummary(series);
  });

  test('is one statement for all its runs', async () => {
    const ctx = await t.newCtx();
    const runIds = await Promise.all(Array.from({ length: 20 }, async () => (await newRun(ctx)).runId));
    const log = (step: number) =>
      Promise.all(
        runIds.map((runId) => logBatch({ ctx, input: { runId, metrics: [{ key: 'm', step, at: 1, value: 1 }] } })),
      );
    await log(0);
    await log(1);
    const { rows } = await pool().query<{ writes: number }>(
      `SELECT count(DISTINCT h.xmin::text)::int AS writes FROM traza.metric_hot h JOIN traza.metric_series s ON s.id = h.series_id
       WHERE s.run_id = ANY($1) AND h.steps = '{1}'`,
      [runIds],
    );
    // The first begins at once when it comes alone; the rest fills the next.
    expect(rows[0]?.writes).toBeLessThanOrEqual(2);
  });
});

describe('when more comes than can be written', () => {
  test('requests are sent away, and taken again when there is room', async () => {
    const { ctx, runId } = await newRun();
    const log = (step: number, size = 3) =>
      logBatch({
        ctx,
        input: { runId, metrics: Array.from({ length: size }, (_, at) => ({ key: 'm', step, at, value: 1 })) },
      });
    await log(0);
    limitIngest({ mostPoints: 5 });
    const { refused } = ingestFigures();
    const holder = await pool().connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM traza.metric_series WHERE run_id = $1 FOR UPDATE', [runId]);
    const waiting = log(1);
    await expect(log(2)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    const alsoWaiting = log(3, 2);
    await expect(log(4, 1)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect(ingestFigures()).toMatchObject({ waitingPoints: 5, refused: refused + 2 });
    await holder.query('COMMIT');
    holder.release();
    await Promise.all([waiting, alsoWaiting]);
    expect(ingestFigures().waitingPoints).toBe(0);
    await log(2);
    // Larger than everything that may wait: it is taken when nothing else does.
    await log(5, 100);
    const series = (await storedSeries(runId)).get('m');
    expect(series?.points.length).toBe(3 + 3 + 2 + 3 + 100);
  });

  test('a write that fails leaves no place taken', async () => {
    const { ctx, runId } = await newRun();
    const nobody = { ...ctx, project: { id: 'none', slug: 'none' } };
    const metrics = [{ key: 'm', value: 1 }];
    await expect(logBatch({ ctx: nobody, input: { runId, metrics } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(ingestFigures().waitingPoints).toBe(0);
  });
});

describe('values', () => {
  test('whose sum no float can hold are kept, and the sum is what IEEE 754 says', async () => {
    const { ctx, runId } = await newRun();
    const sums: (number | undefined)[] = [];
    for (const [step, value] of [1.7e308, 1.7e308, -1.7e308, Number.NEGATIVE_INFINITY, 5].entries()) {
      await logBatch({ ctx, input: { runId, metrics: [{ key: 'm', step, at: step, value }] } });
      sums.push((await storedSeries(runId)).get('m')?.sum);
    }
    expect(sums).toEqual([1.7e308, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, Number.NaN]);
    // And the same among points that are there already.
    await logBatch({
      ctx,
      input: { runId, metrics: [-1, -2].map((step) => ({ key: 'm', step, at: 0, value: -1.7e308 })) },
    });
    const series = (await storedSeries(runId)).get('m');
    expect(series?.points.length).toBe(7);
    if (series)
      expect(series.summary).toMatchObject({ min: Number.NEGATIVE_INFINITY, max: 1.7e308, firstStep: -2, last: 5 });
  });

  test('of a thousand metrics in one request, twice', async () => {
    const { ctx, runId } = await newRun();
    for (const step of [0, 1]) {
      const metrics = Array.from({ length: 1_000 }, (_, index) => ({
        key: `layer/${index}`,
        step,
        at: 7,
        value: index,
      }));
      await logBatch({ ctx, input: { runId, metrics } });
    }
    const { rows } = await pool().query(
      `SELECT count(*)::int AS series, sum(count)::int AS points, sum(hot)::int AS hot, min(last_step)::int AS step
       FROM traza.metric_series WHERE run_id = $1`,
      [runId],
    );
    expect(rows).toEqual([{ series: 1_000, points: 2_000, hot: 2_000, step: 1 }]);
  });

  test('of fifty thousand points of one metric in one request', async () => {
    const { ctx, runId } = await newRun();
    const metrics = Array.from({ length: 50_000 }, (_, step) => ({ key: 'm', step, at: step, value: step / 3 }));
    await logBatch({ ctx, input: { runId, metrics: metrics.toReversed() } });
    const series = (await storedSeries(runId)).get('m');
    if (series) expectTrueSummary(series);
    expect(series?.points.length).toBe(50_000);
  });
});

test('a run of another project is not there, also when this process knows it', async () => {
  const { ctx, runId } = await newRun();
  const other = await t.newCtx();
  const input = { runId, metrics: [{ key: 'm', step: 0, at: 1, value: 1 }] };
  await logBatch({ ctx, input });
  await expect(logBatch({ ctx: other, input })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test("a job's run takes no points from outside", async () => {
  const { ctx, runId } = await newRun();
  await t.db.run.update({ where: { id: runId }, data: { kind: 'train' } });
  const input = { runId, metrics: [{ key: 'm', value: 1 }] };
  await expect(logBatch({ ctx, input })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(logBatch({ ctx, input: { ...input, tags: { a: 'b' } } })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await storedSeries(runId)).toEqual(new Map());
  await logBatch({ ctx, input: { runId, tags: { a: 'b' } } });
});

test('a restored run takes points again', async () => {
  const { ctx, runId } = await newRun();
  const log = (step: number) => logBatch({ ctx, input: { runId, metrics: [{ key: 'm', step, at: 1, value: 1 }] } });
  await log(0);
  await archiveRun({ ctx, input: { runId } });
  for (const step of [1, 2]) await expect(log(step)).rejects.toMatchObject({ code: 'CONFLICT' });
  await t.db.run.update({ where: { id: runId }, data: { archivedAt: null } });
  await log(3);
  expect((await storedSeries(runId)).get('m')?.points.step).toEqual(Float64Array.of(0, 3));
});
