import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { toJson } from '../datasets/to-json.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { parseInput } from '../parse-input.ts';
import { wakeWorkers } from '../queue/sql/wake-workers.ts';
import { checkDefinition, momentOf } from './check-definition.ts';
import { getSchedule } from './get-schedule.ts';
import { holdSchedule } from './require-schedule.ts';
import { type ScheduleDetail, UpdateScheduleInput } from './schema.ts';
import { databaseNow } from './sql/database-now.ts';
import { nextLook } from './times/due-at.ts';

/**
 * Changes a schedule. Runs that it has started stay as they are; where its times change, the new ones count from now.
 * @throws DomainError NOT_FOUND, INVALID_INPUT, UNPROCESSABLE, CONFLICT (field `revision`: edited since; `name`: taken)
 */
export async function updateSchedule({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { scheduleId: string; change: unknown };
}): Promise<ScheduleDetail> {
  const { scheduleId } = input;
  const { revision, ...asked } = parseInput(UpdateScheduleInput, input.change, 'body');
  await withTransaction(ctx, async (tx) => {
    const before = await holdSchedule(tx, scheduleId);
    if (before.revision !== revision) throw editedSince(before, revision);
    const now = await databaseNow(tx.db);
    const { startsAt, endsAt, ...rest } = asked;
    const change = {
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      ...(startsAt === undefined ? {} : { startsAt: momentOf(startsAt) }),
      ...(endsAt === undefined ? {} : { endsAt: momentOf(endsAt) }),
    };
    const after = { ...before, ...change };
    const rule = await checkDefinition(tx, after, { now, except: before.id });
    const sameTimes =
      before.cron === after.cron &&
      before.timeZone === after.timeZone &&
      before.startsAt?.getTime() === after.startsAt?.getTime() &&
      before.endsAt?.getTime() === after.endsAt?.getTime();
    const decidedTo = sameTimes || before.decidedTo > now ? before.decidedTo : now;
    await tx.db.schedule.update({
      where: { id: before.id },
      data: {
        ...change,
        revision: revision + 1,
        decidedTo,
        nextAt: nextLook({ ...after, decidedTo }, rule),
        updatedAt: now,
        updatedBy: ctx.actor,
      },
    });
    await audit(tx, 'schedule.update', `schedule ${before.id}`, toJson({ ...asked, revision: revision + 1 }));
    await wakeWorkers(tx.db, 'schedule');
  });
  announce(ctx, { topic: 'schedule', id: scheduleId });
  return getSchedule({ ctx, input: { scheduleId } });
}

function editedSince(row: { name: string; updatedBy: string; updatedAt: Date; revision: number }, from: number) {
  const { name, updatedBy, updatedAt, revision } = row;
  return new DomainError(
    'CONFLICT',
    `${updatedBy} edited the schedule "${name}" at ${updatedAt.toISOString()}, after the revision ${from} that this starts from.`,
    {
      fields: [{ path: 'revision', message: `is ${revision} now` }],
      hint: 'Read it again, and send your change with its revision of now.',
    },
  );
}
