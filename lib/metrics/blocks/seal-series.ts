import { DatabaseError, type PoolClient } from 'pg';
import { pool } from '../../db/client.ts';
import { fullBlock } from './block-row.ts';
import { joinHotRows } from './hot-points.ts';
import { planSeal, type SealPlan } from './plan-seal.ts';
import { type PointColumns, slicePoints } from './points.ts';
import { firstHotRows, type HeadForSeal, headsFrom, readBody } from './sql/read-for-seal.ts';
import { type TakenRows, takeHotRows } from './sql/take-hot-rows.ts';
import { moveBlocks, type SeriesBlock, writeBlocks } from './sql/write-blocks.ts';

/** Before each of these the sealer could be killed, and the world could change. */
export type SealStage = 'begin' | 'lock' | 'read' | 'plan' | 'write' | 'take' | 'commit';

/** The outside world of the sealer. */
export interface SealEffects {
  before: (stage: SealStage) => Promise<void>;
}

const noEffects: SealEffects = { before: async () => {} };

/** Most points of a series at once: four blocks, so that the last one is not written again for every few. */
const mostPoints = 4 * fullBlock;

export interface SealOutcome {
  /** Points that lie in blocks now. */
  sealed: number;
  /** Series that another sealer has in hand, or that changed under our hands: to be tried again. */
  skipped: number[];
}

/**
 * Moves hot points of some series into sealed blocks, about 65,536 of each, in one transaction. Writers wait for its last
 * statement only; of two sealers the second leaves a series to the first; killed at any moment nothing has happened, or
 * all of it.
 */
export async function sealSeries(seriesIds: readonly number[], effects: SealEffects = noEffects): Promise<SealOutcome> {
  const together = await attempt(seriesIds, effects);
  if (together) return together;
  // A series was removed meanwhile: one by one, so that nobody suffers for another.
  const outcome: SealOutcome = { sealed: 0, skipped: [] };
  for (const seriesId of seriesIds) {
    const alone = await attempt([seriesId], effects);
    outcome.sealed += alone?.sealed ?? 0;
    outcome.skipped.push(...(alone?.skipped ?? [seriesId]));
  }
  return outcome;
}

/** @returns undefined when something changed while this went on; nothing has happened then */
async function attempt(seriesIds: readonly number[], effects: SealEffects): Promise<SealOutcome | undefined> {
  await effects.before('begin');
  const client = await pool().connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    const outcome = await sealWithin(client, seriesIds, effects);
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
  effects: SealEffects,
): Promise<SealOutcome | undefined> {
  await effects.before('lock');
  const seriesIds = await lockForSeal(client, asked);
  const skipped = asked.filter((id) => !seriesIds.includes(id));
  if (seriesIds.length === 0) return { sealed: 0, skipped };
  await effects.before('read');
  const rows = Map.groupBy(await firstHotRows(client, { seriesIds, most: mostPoints }), (row) => row.seriesId);
  if (rows.size === 0) return { sealed: 0, skipped };
  const hot = Array.from(rows, ([seriesId, own]) => ({
    seriesId,
    rowIds: own.map((row) => row.id),
    points: joinHotRows(own.map((row) => row.points)),
  }));
  const heads = Map.groupBy(
    await headsFrom(
      client,
      hot.map(({ seriesId, points }) => ({ seriesId, firstStep: points.step[0] ?? 0 })),
    ),
    (head) => head.seriesId,
  );
  await effects.before('plan');
  const taken: TakenRows[] = [];
  const blocks: SeriesBlock[] = [];
  for (const { seriesId, rowIds, points } of hot) {
    const plan = await planFor(client, seriesId, points, heads.get(seriesId) ?? []);
    await moveBlocks(client, { seriesId, moves: plan.moves });
    blocks.push(...plan.rows.map((row) => ({ ...row, seriesId })));
    const left = slicePoints(points, plan.taken);
    const sealedTo = points.step[plan.taken - 1] ?? 0;
    taken.push({ seriesId, rowIds, sealed: plan.taken, sealedTo, left, repeats: plan.repeats });
  }
  await effects.before('write');
  await writeBlocks(client, blocks);
  await effects.before('take');
  const done = await takeHotRows(client, taken);
  if (done.length < taken.length) return undefined;
  return { sealed: taken.reduce((sum, one) => sum + one.sealed, 0), skipped };
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
