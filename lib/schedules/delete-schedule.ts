import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { holdSchedule } from './require-schedule.ts';
import { databaseNow } from './sql/database-now.ts';

/** Starts nothing any more, and is in no list; its runs stay, and what runs goes on. @throws DomainError NOT_FOUND */
export async function deleteSchedule({ ctx, input }: { ctx: Ctx; input: { scheduleId: string } }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const row = await holdSchedule(tx, input.scheduleId);
    await tx.db.schedule.update({
      where: { id: row.id },
      data: { deletedAt: await databaseNow(tx.db), nextAt: null },
    });
    await audit(tx, 'schedule.delete', `schedule ${row.id}`, { name: row.name });
  });
  announce(ctx, { topic: 'schedule', id: input.scheduleId });
}
