import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { JobError } from '../queue/schema.ts';
import { toJobError } from '../queue/to-job-error.ts';
import { requireSchedule } from './require-schedule.ts';
import type { ScheduleDetail } from './schema.ts';
import { lastSlotShape, serializeSchedule } from './serialize-schedule.ts';
import { databaseNow } from './sql/database-now.ts';
import { prepareTemplate } from './template/prepare-template.ts';
import { listTimes } from './times/list-times.ts';
import { readTimeRule, type TimeRule } from './times/time-rule.ts';

const shownTimes = 10;

/** A schedule with its next times, and what is missing for them already now. @throws DomainError NOT_FOUND */
export async function getSchedule({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { scheduleId: string };
}): Promise<ScheduleDetail> {
  const { id } = await requireSchedule(ctx, input.scheduleId);
  const row = await ctx.db.schedule.findUniqueOrThrow({ where: { id }, include: lastSlotShape });
  const rule = readTimeRule(row);
  // While it is paused nothing is decided; the times of the pause are no times to come.
  const now = await databaseNow(ctx.db);
  const from = row.pausedAt && now > row.decidedTo ? now : row.decidedTo;
  return {
    ...serializeSchedule(row),
    upcoming: listTimes(rule, row.timeZone, from, shownTimes),
    problem: await problemOf(ctx, row, { rule, at: rule.next(now) }),
  };
}

async function problemOf(
  ctx: Ctx,
  row: { kind: string; template: unknown; timeZone: string },
  { rule, at }: { rule: TimeRule; at: Date | undefined },
): Promise<JobError | null> {
  if (!at) return null;
  try {
    await prepareTemplate(ctx, row, { rule, at });
    return null;
  } catch (error) {
    if (error instanceof DomainError) return toJobError(error);
    throw error;
  }
}
