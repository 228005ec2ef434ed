import type { Ctx } from '../../context.ts';
import type { DbTransaction } from '../../db/client.ts';
import type { Schedule } from '../../db/generated/client.ts';
import { DomainError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { cancelJob } from '../../queue/cancel-job.ts';
import { concurrencyOfSchedule } from '../../queue/concurrency-of-schedule.ts';
import { isDatabaseAway } from '../../queue/retry-while-away.ts';
import { toJobError } from '../../queue/to-job-error.ts';
import { queuePrepared } from '../../runs/queue-prepared.ts';
import { insertSlots } from '../sql/insert-slots.ts';
import { jobsUnderWay } from '../sql/jobs-under-way.ts';
import { prepareTemplate } from '../template/prepare-template.ts';
import { tagsOfSlot } from '../template/tags-of-slot.ts';
import { dueAt } from '../times/due-at.ts';
import type { TimeRule } from '../times/time-rule.ts';

/** What nobody foresaw may pass (a deadlock, a full disk): for so long the time is tried again. */
const patienceMs = 600_000;
const unforeseen = { code: 'INTERNAL', message: 'An unexpected error; the log of the worker has its message.' };

/**
 * Makes the run of a nominal time, or writes down why there is none. Stands in the transaction that holds the schedule:
 * when it fails as a whole nothing is written, and the time is due again.
 */
export async function startSlot(
  ctx: Ctx & { db: DbTransaction },
  schedule: Schedule,
  { at, caughtUp, rule }: { at: Date; caughtUp: boolean; rule: TimeRule },
): Promise<void> {
  const tx = ctx.db;
  const id = newId(ctx.now());
  const busy = caughtUp || schedule.overlap === 'queue' ? [] : await jobsUnderWay(tx, schedule);
  if (schedule.overlap === 'skip' && busy[0]) {
    const message = `Run ${busy[0].runId}, started by an earlier time, had not ended.`;
    await insertSlots(tx, schedule, [{ id, at, state: 'skipped', reason: { code: 'OVERLAP', message } }]);
    return;
  }
  const isNew = await insertSlots(tx, schedule, [{ id, at, state: 'started' }]);
  if (isNew === 0) return;
  await tx.$executeRaw`SAVEPOINT before_run`;
  try {
    const prepared = await prepareTemplate(ctx, schedule, { rule, at });
    if (schedule.overlap === 'replace') for (const job of busy) await cancel(ctx, job.id);
    const { runId } = await queuePrepared(ctx, prepared, {
      tags: tagsOfSlot(schedule, at),
      concurrency: concurrencyOfSchedule(schedule.id),
    });
    await tx.scheduleSlot.update({ where: { id }, data: { runId } });
  } catch (error) {
    const foreseen = error instanceof DomainError;
    const late = ctx.now().getTime() - dueAt(schedule, at).getTime();
    if (isDatabaseAway(error) || (!foreseen && late < patienceMs)) throw error;
    if (!foreseen) ctx.log.error({ error, scheduleId: schedule.id }, 'could not make a run');
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT before_run`;
    const reason = foreseen ? toJobError(error) : unforeseen;
    await tx.scheduleSlot.update({ where: { id }, data: { state: 'failed', reason: { ...reason } } });
  }
}

async function cancel(ctx: Ctx, jobId: string): Promise<void> {
  try {
    await cancelJob({ ctx, input: { jobId } });
  } catch (error) {
    const ended = error instanceof DomainError && error.code === 'CONFLICT';
    if (!ended) throw error;
  }
}
