import { DatabaseError, type PoolClient } from 'pg';
import { pool } from '../../db/client.ts';
import { fullBlock } from './block-row.ts';
import { planSeal, type SealPlan } from './plan-seal.ts';
import { type PointColumns, slicePoints } from './points.ts';
import { firstHotPoints, type HeadForSeal, headsFrom, readBody } from './sql/read-for-seal.ts';
import { type TakenPoints, takeHotPoints } from './sql/take-hot-points.ts';
import { moveBlocks, writeBlocks } from './sql/write-blocks.ts';

/** Before each of these the sealer could be killed, and the world could change. */
export type SealStage = 'begin' | 'lock' | 'read' | 'plan' | 'write' | 'take' | 'commit';

/** The outside world of the sealer. */
export interface SealEffects {
  before: (stage: SealStage) => Promise<void>;
}

const noEffects: SealEffects = { before: async () => {} };

/** The points of so many hot rows are sealed at once: deleting them holds a writer up for 25 ms. */
const mostPoints = fullBlock;

export interface SealOutcome {
  /** Points that lie in blocks now. */
  sealed: number;
  /** Series that another sealer has in hand, or that changed under our hands: to be tried again. */
  skipped: number[];
}

/**
 * Moves hot points of some series into sealed blocks, at most 16,384 of each, in one transaction. Writers wait for its
 * last statement only; of two sealers the second leaves a series to the first; killed at any moment nothing has
 * happened, or all of it.
 */
export async function sealSeries(seriesIds: readonly number[], effects: SealEffects = noEffects): Promise<SealOutcome> {
  const first = await attempt(seriesIds, 'by range', effects);
  if (first) return first;
  // Points came in between, or a series went: one by one, so that nobody suffers for another.
  const outcome: SealOutcome = { sealed: 0, skipped: [] };
  for (const seriesId of seriesIds) {
    const second = await attempt([seriesId], 'point by point', effects);
    outcome.sealed += second?.sealed ?? 0;
    outcome.skipped.push(...(second?.skipped ?? [seriesId]));
  }
  return outcome;
}

/** @returns undefined when something changed while this went on; nothing has happened then */
async function attempt(
  seriesIds: readonly number[],
  how: 'by range' | 'point by point',
  effects: SealEffects,
): Promise<SealOutcome | undefined> {
  await effects.before('begin');
  const client = await pool().connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    const outcome = await sealWithin(client, seriesIds, how, effects);
    await effects.before('commit');
    await client.query(outcome ? 'COMMIT' : 'ROLLBACK');
    broken = false;
    return outcome;
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    // The series was removed while its blocks were written.
    if (error instanceof DatabaseError && error.code === '23503') return undefined;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function sealWithin(
  client: PoolClient,
  asked: readonly number[],
  how: 'by range' | 'point by point',
  effects: SealEffects,
): Promise<SealOutcome | undefined> {
  await effects.before('lock');
  const seriesIds = await lockForSeal(client, asked);
  const skipped = asked.filter((id) => !seriesIds.includes(id));
  if (seriesIds.length === 0) return { sealed: 0, skipped };
  await effects.before('read');
  const hot = await firstHotPoints(client, { seriesIds, most: mostPoints });
  if (hot.length === 0) return { sealed: 0, skipped };
  const heads = Map.groupBy(
    await headsFrom(
      client,
      hot.map(({ seriesId, points }) => ({ seriesId, firstStep: points.step[0] ?? 0 })),
    ),
    (head) => head.seriesId,
  );
  await effects.before('plan');
  const plans: (SealPlan & { seriesId: number; points: PointColumns })[] = [];
  for (const { seriesId, points } of hot) {
    const plan = await planFor(client, seriesId, points, heads.get(seriesId) ?? []);
    plans.push({ ...plan, seriesId, points: slicePoints(points, 0, plan.taken) });
  }
  await effects.before('write');
  for (const { seriesId, moves } of plans) await moveBlocks(client, { seriesId, moves });
  await writeBlocks(
    client,
    plans.flatMap(({ seriesId, rows }) => rows.map((row) => ({ ...row, seriesId }))),
  );
  await effects.before('take');
  const taken: TakenPoints[] = plans.map(({ seriesId, points, repeats }) => ({ seriesId, points, repeats }));
  const done = await takeHotPoints(client, taken, how);
  if (done.length < taken.length) return undefined;
  return { sealed: taken.reduce((sum, one) => sum + one.points.length, 0), skipped };
}

function planFor(
  client: PoolClient,
  seriesId: number,
  points: PointColumns,
  heads: readonly HeadForSeal[],
): Promise<SealPlan> {
  const last = heads.at(-1);
  return planSeal({
    heads,
    points,
    open: async (level, index) =>
      level === 0 && index === last?.index && last.body ? last.body : readBody(client, { seriesId, level, index }),
  });
}

/** "seal" as a number: locks of other kinds have other first halves. */
const lockClass = 0x7365616c;

/** Those of the series that no other sealer has in hand; they are ours until the transaction ends. */
async function lockForSeal(client: PoolClient, seriesIds: readonly number[]): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT id::float8 AS id FROM unnest($1::bigint[]) AS id
     WHERE pg_try_advisory_xact_lock($2::int, (id % 2147483647)::int)`,
    [seriesIds, lockClass],
  );
  return rows.map((row) => row.id);
}
