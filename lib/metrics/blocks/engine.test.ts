import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import type { Ctx } from '../../context.ts';
import { pool } from '../../db/client.ts';
import { inSnapshot } from '../../db/in-snapshot.ts';
import { createRun } from '../../runs/create-run.ts';
import { logBatch } from '../../runs/log-batch.ts';
import { foldStretch } from './fold-stretch.ts';
import { newPoints } from './points.ts';
import { readStretches } from './read-stretches.ts';
import { sealPoints } from './seal-points.ts';
import { type SealEffects, type SealStage, sealSeries } from './seal-series.ts';
import { type Axis, everything, type Stretch, type Window } from './stretch.ts';
import {
  expectBucketsByStep,
  expectBucketsByTime,
  expectSamePoints,
  expectSum,
  type ModelPoint,
  ModelSeries,
  summaryOf,
} from './testing/model-series.ts';
import { type Random, randomValue, seeded } from './testing/random.ts';

const t = await testDatabase();

const stages: SealStage[] = ['begin', 'lock', 'read', 'plan', 'write', 'take', 'commit'];

interface Tracked {
  ctx: Ctx;
  runId: string;
  model: ModelSeries;
}

async function trackedRun(): Promise<Tracked> {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: {} });
  return { ctx, runId, model: new ModelSeries() };
}

async function write({ ctx, runId, model }: Tracked, points: ModelPoint[]): Promise<void> {
  for (let start = 0; start < points.length; start += 1_000) {
    const metrics = points.slice(start, start + 1_000).map((point) => ({ key: 'loss', ...point }));
    await logBatch({ ctx, input: { runId, metrics } });
  }
  model.add(points);
}

async function rowOf(runId: string) {
  const { rows } = await pool().query<Record<string, number | null>>(
    `SELECT id::float8, count::float8, nan_count::float8 AS "nanCount", sum, min, max, last, hot,
       first_step::float8 AS "firstStep", first_at::float8 AS "firstAt",
       last_step::float8 AS "lastStep", last_at::float8 AS "lastAt"
     FROM traza.metric_series WHERE run_id = $1 AND key = 'loss'`,
    [runId],
  );
  const [row] = rows;
  if (!row) throw new Error('The run has no such metric.');
  return row;
}

async function read(runId: string, window: Window, entries: number): Promise<Stretch> {
  const stretch = await inSnapshot(async (client) => {
    const row = await rowOf(runId);
    const [seriesId, hot, count] = [Number(row.id), Number(row.hot), Number(row.count)];
    const stretches = await readStretches(client, [{ seriesId, sealed: count - hot, hot, window, entries }]);
    return stretches.get(seriesId);
  });
  if (!stretch) throw new Error('The series was not read.');
  return stretch;
}

/** All points of a series, however they are stored. */
const allPoints = async (runId: string) => (await read(runId, everything, Number.MAX_SAFE_INTEGER)).points;

async function seal(runId: string, effects?: SealEffects) {
  return sealSeries([Number((await rowOf(runId)).id)], effects);
}

async function expectSummary({ runId, model }: Tracked): Promise<void> {
  const points = model.columns();
  const { id: _, sum, hot: __, ...row } = await rowOf(runId);
  expect({ ...row, last: Number(row.last) + 0 }).toEqual(summaryOf(points));
  expectSum(Number(sum), points);
}

/** Windows at random, most of them around points that are there. */
function randomWindow(random: Random, model: ModelSeries, axis: Axis): Window {
  if (random.below(4) === 0) return { ...everything, axis };
  const { length, [axis]: places } = model.columns();
  const [a = 0, b = 0] = [places[random.below(length)], places[random.below(length)]];
  return { axis, from: Math.min(a, b) - random.below(2), to: Math.max(a, b) + random.below(2) };
}

async function expectReads(tracked: Tracked, random: Random, times: number): Promise<void> {
  const { runId, model } = tracked;
  for (let time = 0; time < times; time += 1) {
    const axis = random.pick(['step', 'at'] as const);
    const most = random.pick([2, 3, 40, 60, 400, 2_000]);
    const window = randomWindow(random, model, axis);
    const stretch = await read(runId, window, most);
    const wanted = model.within(window);
    expect(stretch.count).toBe(wanted.length);
    const folded = foldStretch(stretch, axis, most);
    if (axis === 'step') expectBucketsByStep(folded, wanted, most);
    else expectBucketsByTime(folded, wanted, Math.min(most, 2_000));
  }
}

/** Points as clients send them: onward, late, repeated, on one step, far out. */
function randomBatch(random: Random, model: ModelSeries): ModelPoint[] {
  const count = 1 + random.below(random.pick([4, 300, 3_000]));
  const known = model.columns();
  const lastStep = known.step[known.length - 1] ?? 0;
  const kind = random.below(6);
  return Array.from({ length: count }, (_, index) => {
    const value = random.below(3) === 0 ? randomValue(random) : Math.fround(random.next());
    const at = 1_700_000_000_000 + known.length * 100 + index * 100 + random.below(40);
    const old = random.below(Math.max(known.length, 1));
    if (kind === 0 && known.length > 0) {
      return { step: known.step[old] ?? 0, at: known.at[old] ?? 0, value: known.value[old] ?? 0 };
    }
    if (kind === 1) return { step: random.below(Math.max(lastStep, 10)), at, value };
    if (kind === 2) return { step: 0, at, value };
    if (kind === 3) return { step: -1 - random.below(1_000), at: at - 1e9, value };
    return { step: Math.min(lastStep + 1 + index, Number.MAX_SAFE_INTEGER), at, value };
  });
}

/** As a retry removes what an earlier attempt wrote. */
async function removeSeries(id: number): Promise<void> {
  const client = await pool().connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM traza.metric_series WHERE id = $1 FOR UPDATE', [id]);
  await client.query('DELETE FROM traza.metric_hot WHERE series_id = $1', [id]);
  await client.query('DELETE FROM traza.metric_series WHERE id = $1', [id]);
  await client.query('COMMIT');
  client.release();
}

describe('a series under writes, seals and kills', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    'is the set of what was written, however it is stored (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const tracked = await trackedRun();
      await write(tracked, randomBatch(random, tracked.model));
      for (let round = 0; round < 25; round += 1) {
        const what = random.below(5);
        if (what <= 1) await write(tracked, randomBatch(random, tracked.model));
        else if (what === 2) await seal(tracked.runId);
        else if (what === 3) {
          const stage = random.pick(stages);
          const { hot } = await rowOf(tracked.runId);
          const killed = seal(tracked.runId, {
            before: async (reached) => {
              if (reached === stage) throw new Error('killed');
            },
          });
          if (Number(hot) > 0) await expect(killed).rejects.toThrow('killed');
          else await killed.catch((error: Error) => expect(error.message).toBe('killed'));
        } else {
          // Something is written while the sealer is somewhere in between, and the sealer may die of it afterwards.
          const [stage, batch, dies] = [random.pick(stages), randomBatch(random, tracked.model), random.below(3) === 0];
          let done = false;
          await seal(tracked.runId, {
            before: async (reached) => {
              if (done || reached !== stage || reached === 'commit') return;
              done = true;
              await write(tracked, batch);
              expectSamePoints(await allPoints(tracked.runId), tracked.model.columns());
              if (dies) throw new Error('killed');
            },
          }).catch((error: Error) => expect(error.message).toBe('killed'));
        }
        if (round % 4 === 0) await expectSummary(tracked);
        if (round % 6 === 0) await expectReads(tracked, random, 3);
      }
      await expectSummary(tracked);
      expectSamePoints(await allPoints(tracked.runId), tracked.model.columns());
      for (;;) if ((await seal(tracked.runId)).sealed === 0) break;
      expect((await rowOf(tracked.runId)).hot).toBe(0);
      expectSamePoints(await allPoints(tracked.runId), tracked.model.columns());
      await expectReads(tracked, random, 12);
      await expectSummary(tracked);
    },
    120_000,
  );

  test('survives the end of the connection at every stage', async () => {
    const tracked = await trackedRun();
    await write(
      tracked,
      Array.from({ length: 3_000 }, (_, step) => ({ step, at: step, value: step / 7 })),
    );
    for (const stage of stages.slice(1)) {
      const killed = seal(tracked.runId, {
        before: async (reached) => {
          if (reached !== stage) return;
          await pool().query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND state = 'idle in transaction'`,
          );
        },
      });
      await expect(killed).rejects.toThrow(/terminat|Connection|connection/);
      expect(await rowOf(tracked.runId)).toMatchObject({ hot: 3_000, count: 3_000 });
      expectSamePoints(await allPoints(tracked.runId), tracked.model.columns());
    }
    expect(await seal(tracked.runId)).toEqual({ sealed: 3_000, skipped: [] });
    expectSamePoints(await allPoints(tracked.runId), tracked.model.columns());
  });

  test('is sealed by one of two sealers, and never twice', async () => {
    const tracked = await trackedRun();
    await write(
      tracked,
      Array.from({ length: 2_000 }, (_, step) => ({ step, at: step, value: 1 })),
    );
    let second: Awaited<ReturnType<typeof seal>> | undefined;
    const first = await seal(tracked.runId, {
      before: async (stage) => {
        if (stage === 'write') second = await seal(tracked.runId);
      },
    });
    expect(first).toEqual({ sealed: 2_000, skipped: [] });
    expect(second).toEqual({ sealed: 0, skipped: [Number((await rowOf(tracked.runId)).id)] });
    expectSamePoints(await allPoints(tracked.runId), tracked.model.columns());
  });

  test('lets writers through while it is sealed', async () => {
    const tracked = await trackedRun();
    await write(
      tracked,
      Array.from({ length: 5_000 }, (_, step) => ({ step, at: step, value: 1 })),
    );
    const written: string[] = [];
    await seal(tracked.runId, {
      before: async (stage) => {
        if (stage === 'begin' || stage === 'commit') return;
        const points = [{ step: 10_000 + written.length, at: 1, value: 2 }];
        // The sealer holds its transaction open here: a writer that waited for it would wait for ever.
        await Promise.race([write(tracked, points), wait(10_000).then(() => Promise.reject(new Error(stage)))]);
        written.push(stage);
      },
    });
    expect(written).toEqual(['lock', 'read', 'plan', 'write', 'take']);
    await expectSummary(tracked);
    expectSamePoints(await allPoints(tracked.runId), tracked.model.columns());
  });

  test('can be removed at any moment of its sealing', async () => {
    for (const stage of stages.slice(0, -1)) {
      const tracked = await trackedRun();
      await write(
        tracked,
        Array.from({ length: 2_000 }, (_, step) => ({ step, at: step, value: 1 })),
      );
      const id = Number((await rowOf(tracked.runId)).id);
      let removed: Promise<unknown> | undefined;
      await sealSeries([id], {
        before: async (reached) => {
          if (reached !== stage || removed) return;
          removed = removeSeries(id);
          // Once blocks are written it waits for the sealer.
          if (stage !== 'take') await removed;
        },
      });
      await removed;
      const { rows } = await pool().query(
        `SELECT (SELECT count(*)::int FROM traza.metric_block WHERE series_id = $1) AS blocks,
           (SELECT count(*)::int FROM traza.metric_point WHERE series_id = $1) AS points`,
        [id],
      );
      expect(rows, stage).toEqual([{ blocks: 0, points: 0 }]);
    }
  });
});

describe('a long series', () => {
  const length = 10_000_000;

  test('shows a spike of one point in ten million at every zoom, from a bounded number of blocks', async () => {
    const { runId } = await trackedRun();
    const points = newPoints(length);
    for (let index = 0; index < length; index += 1) {
      points.step[index] = index * 2;
      points.at[index] = 1_700_000_000_000 + index * 50;
      points.value[index] = Math.fround(Math.sin(index / 1e5));
    }
    const spike = 7_654_321;
    points.value[spike] = 1e9;
    points.value[spike + 40] = -1e9;
    await sealPoints({ runId, key: 'loss', points });
    const stored = await pool().query<{ blocks: number }>(
      'SELECT count(*)::int AS blocks FROM traza.metric_block b JOIN traza.metric_series s ON s.id = b.series_id WHERE s.run_id = $1',
      [runId],
    );
    expect(stored.rows[0]?.blocks).toBeGreaterThan(1_200);
    const windows: Window[] = [everything, { ...everything, axis: 'at' }];
    for (let size = length; size > 2; size = Math.floor(size / 3.7)) {
      const [from, to] = [Math.max(0, spike - Math.floor(size / 2)), Math.min(length, spike + Math.ceil(size / 2))];
      windows.push({ axis: 'step', from: from * 2 + 1, to: to * 2 + 1 });
      windows.push({ axis: 'at', from: (points.at[from] ?? 0) + 1, to: (points.at[to - 1] ?? 0) + 7 });
    }
    for (const window of windows) {
      for (const most of [2, 400, 2_500]) {
        const stretch = await read(runId, window, most);
        const folded = foldStretch(stretch, window.axis, most);
        expect(folded.length).toBeLessThanOrEqual(most);
        if (stretch.count > most) expect(folded.length).toBeGreaterThanOrEqual(Math.min(most / 8, 100));
        expect(Math.max(...folded.max)).toBe(1e9);
        const below = spike + 40;
        const place = window.axis === 'step' ? (points.step[below] ?? 0) : (points.at[below] ?? 0);
        if (place >= window.from && place <= window.to) expect(Math.min(...folded.min)).toBe(-1e9);
        // 16 buckets for one asked, 256 in a block, and two ends on each of five levels.
        expect(stretch.opened).toBeLessThanOrEqual(Math.ceil((most * 16) / 256) + 2 * 5 + 4);
      }
    }
  }, 180_000);
});
