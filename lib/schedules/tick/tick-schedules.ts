import type { Logger } from 'pino';
import type { BlobStore } from '../../blobs/blob-store.ts';
import type { Ctx } from '../../context.ts';
import type { Db } from '../../db/client.ts';
import { announce } from '../../events/announce.ts';
import { newId } from '../../ids.ts';
import { isDatabaseAway } from '../../queue/retry-while-away.ts';
import { CatchUp } from '../schema.ts';
import { claimDueSchedule } from '../sql/claim-due-schedule.ts';
import { insertSlots } from '../sql/insert-slots.ts';
import { msToNextLook } from '../sql/ms-to-next-look.ts';
import { nextLook } from '../times/due-at.ts';
import { readTimeRule } from '../times/time-rule.ts';
import { decide } from './decide.ts';
import { startSlot } from './start-slot.ts';

export interface TickerWorld {
  db: Db;
  blobs: BlobStore;
  log: Logger;
}

/** Should a clock jump or a wake-up be lost, a ticker looks after this long. */
const longestRestMs = 60_000;
/** Another ticker may be at what is due; and clocks are read to the microsecond, timers set to the millisecond. */
const shortestRestMs = 20;
const afterFailureMs = 10_000;

/**
 * Starts what is due in all projects. Any number of tickers may do so at once: each time of a schedule is decided by
 * one of them, in one transaction that holds the schedule's row and writes the slot, its run and its job together.
 * @returns milliseconds until it should look again
 */
export async function tickSchedules(world: TickerWorld, signal?: AbortSignal): Promise<number> {
  const failed: string[] = [];
  while (!signal?.aborted && (await decideOne(world, failed)));
  const ms = (await msToNextLook(world.db)) ?? longestRestMs;
  return Math.min(longestRestMs, Math.max(failed.length > 0 ? afterFailureMs : shortestRestMs, Math.ceil(ms)));
}

/** Decides the times that are due of one schedule. @returns false when nothing is left to do */
async function decideOne(world: TickerWorld, failed: string[]): Promise<boolean> {
  let held: string | undefined;
  try {
    return await world.db.$transaction(
      async (tx) => {
        const due = await claimDueSchedule(tx, failed);
        if (!due) return false;
        const { schedule, project, now } = due;
        held = schedule.id;
        const ctx: Ctx & { db: typeof tx } = {
          actor: `schedule ${schedule.name}`,
          project,
          db: tx,
          blobs: world.blobs,
          now: () => now,
          log: world.log,
        };
        const rule = readTimeRule(schedule);
        const decision = decide({ ...schedule, catchUp: CatchUp.parse(schedule.catchUp) }, rule, now);
        const { missed = [], start } = decision ?? {};
        await insertSlots(
          tx,
          schedule,
          missed.map(({ at, code }) => ({ id: newId(now), at, state: 'missed', reason: missedBecause[code] })),
        );
        if (start) await startSlot(ctx, schedule, { ...start, rule });
        const decidedTo = decision?.decidedTo ?? schedule.decidedTo;
        await tx.schedule.update({
          where: { id: schedule.id },
          data: { decidedTo, nextAt: nextLook({ ...schedule, decidedTo }, rule) },
        });
        announce(ctx, { topic: 'schedule', id: schedule.id });
        return true;
      },
      { timeout: 60_000, maxWait: 10_000 },
    );
  } catch (error) {
    if (isDatabaseAway(error) || held === undefined) throw error;
    // One that cannot be decided must not keep the others waiting.
    world.log.error({ error, scheduleId: held }, 'could not decide what a schedule does');
    failed.push(held);
    return true;
  }
}

const missedBecause = {
  PAUSED: { code: 'PAUSED', message: 'The schedule was paused.' },
  LATE: { code: 'LATE', message: 'No worker was there at this time, and the rule for catching up leaves it out.' },
} as const;
