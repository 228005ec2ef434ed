import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { toJson } from '../datasets/to-json.ts';
import { announce } from '../events/announce.ts';
import { newId } from '../ids.ts';
import { parseInput } from '../parse-input.ts';
import { wakeWorkers } from '../queue/sql/wake-workers.ts';
import { checkDefinition, momentOf } from './check-definition.ts';
import { getSchedule } from './get-schedule.ts';
import { CreateScheduleInput, type ScheduleDetail } from './schema.ts';
import { databaseNow } from './sql/database-now.ts';
import { nextLook } from './times/due-at.ts';

/**
 * Makes a schedule. Its first time is the first one after now: what lies before is not filled.
 * @throws DomainError INVALID_INPUT, NOT_FOUND, UNPROCESSABLE (each names the field), CONFLICT (the name is taken)
 */
export async function createSchedule({ ctx, input }: { ctx: Ctx; input: unknown }): Promise<ScheduleDetail> {
  const { paused, ...asked } = parseInput(CreateScheduleInput, input, 'body');
  const scheduleId = await withTransaction(ctx, async (tx) => {
    const now = await databaseNow(tx.db);
    const definition = { ...asked, startsAt: momentOf(asked.startsAt), endsAt: momentOf(asked.endsAt) };
    const rule = await checkDefinition(tx, definition, { now });
    const row = {
      ...definition,
      id: newId(now),
      projectId: ctx.project.id,
      template: toJson(asked.template),
      decidedTo: now,
      pausedAt: paused ? now : null,
      pausedBy: paused ? ctx.actor : null,
      createdAt: now,
      createdBy: ctx.actor,
      updatedAt: now,
      updatedBy: ctx.actor,
    };
    await tx.db.schedule.create({ data: { ...row, nextAt: nextLook(row, rule) } });
    await audit(tx, 'schedule.create', `schedule ${row.id}`, toJson({ ...asked, paused }));
    await wakeWorkers(tx.db, 'schedule');
    return row.id;
  });
  announce(ctx, { topic: 'schedule', id: scheduleId });
  return getSchedule({ ctx, input: { scheduleId } });
}
