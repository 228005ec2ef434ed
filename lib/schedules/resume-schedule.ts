import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { wakeWorkers } from '../queue/sql/wake-workers.ts';
import { getSchedule } from './get-schedule.ts';
import { holdSchedule } from './require-schedule.ts';
import type { ScheduleDetail } from './schema.ts';
import { databaseNow } from './sql/database-now.ts';
import { nextLook } from './times/due-at.ts';
import { readTimeRule } from './times/time-rule.ts';

/**
 * Starts again at the next time. The times of the pause are passed over, unless `fill` asks for what the rule for
 * catching up says. Repeating it changes nothing.
 * @throws DomainError NOT_FOUND, UNPROCESSABLE (`fill`, and it catches up on nothing)
 */
export async function resumeSchedule({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { scheduleId: string; fill: boolean };
}): Promise<ScheduleDetail> {
  const { scheduleId, fill } = input;
  await withTransaction(ctx, async (tx) => {
    const row = await holdSchedule(tx, scheduleId);
    if (!row.pausedAt) return;
    if (fill && row.catchUp === 'none') {
      throw new DomainError('UNPROCESSABLE', `The schedule "${row.name}" catches up on nothing.`, {
        fields: [{ path: 'fill', message: 'has nothing to go by: catchUp is none' }],
        hint: 'Set catchUp to latest or all first.',
      });
    }
    const passedOverTo = fill ? row.passedOverTo : await databaseNow(tx.db);
    await tx.db.schedule.update({
      where: { id: row.id },
      data: {
        pausedAt: null,
        pausedBy: null,
        passedOverTo,
        nextAt: nextLook({ ...row, pausedAt: null }, readTimeRule(row)),
      },
    });
    await audit(tx, 'schedule.resume', `schedule ${row.id}`, { fill });
    await wakeWorkers(tx.db, 'schedule');
  });
  announce(ctx, { topic: 'schedule', id: scheduleId });
  return getSchedule({ ctx, input });
}
