import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { PreviewScheduleInput, SchedulePreview } from './schema.ts';
import { databaseNow } from './sql/database-now.ts';
import { listTimes } from './times/list-times.ts';
import { sayCron } from './times/say-cron.ts';
import { checkTimeRule } from './times/time-rule.ts';

/** What a rule means and when it comes, or what is wrong with it: for somebody who is typing it. */
export async function previewSchedule({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PreviewScheduleInput & { count: number; timeZone: string };
}): Promise<SchedulePreview> {
  const { cron, timeZone, startsAt, endsAt, count } = input;
  const now = await databaseNow(ctx.db);
  try {
    const rule = checkTimeRule(
      { cron, timeZone, startsAt: startsAt ? new Date(startsAt) : null, endsAt: endsAt ? new Date(endsAt) : null },
      now,
    );
    return { reading: sayCron(cron), times: listTimes(rule, timeZone, now, count), problems: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { reading: null, times: [], problems: error.fields };
  }
}
