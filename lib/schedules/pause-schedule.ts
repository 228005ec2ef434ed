import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { getSchedule } from './get-schedule.ts';
import { holdSchedule } from './require-schedule.ts';
import type { ScheduleDetail } from './schema.ts';
import { databaseNow } from './sql/database-now.ts';

/** Starts nothing more until it is resumed; what runs goes on. Repeating it changes nothing. @throws DomainError NOT_FOUND */
export async function pauseSchedule({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { scheduleId: string };
}): Promise<ScheduleDetail> {
  const { scheduleId } = input;
  await withTransaction(ctx, async (tx) => {
    const row = await holdSchedule(tx, scheduleId);
    if (row.pausedAt) return;
    const pausedAt = await databaseNow(tx.db);
    await tx.db.schedule.update({ where: { id: row.id }, data: { pausedAt, pausedBy: ctx.actor, nextAt: null } });
    await audit(tx, 'schedule.pause', `schedule ${row.id}`);
  });
  announce(ctx, { topic: 'schedule', id: scheduleId });
  return getSchedule({ ctx, input });
}
