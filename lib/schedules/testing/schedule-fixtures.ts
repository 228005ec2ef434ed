import type { Ctx } from '#lib/context.ts';
import { setAlias } from '#lib/models/set-alias.ts';
import { dataset, model } from '#lib/runs/testing/flights-project.ts';
import { createSchedule } from '../create-schedule.ts';
import type { CreateScheduleInput } from '../schema.ts';

/** Data of some days ago, and a model with the alias champion that can score it. */
export async function makeScorable(ctx: Ctx): Promise<void> {
  const { id } = await dataset(ctx, 'flights');
  await ctx.db.$executeRaw`UPDATE traza.dataset_version SET created_at = now() - interval '3 d' WHERE id = ${id}`;
  const { number } = await model(ctx);
  await setAlias({ ctx, input: { model: 'late', alias: 'champion', version: number } });
}

/** Scores the newest flights of each time with the champion. */
export const scoring = {
  name: 'score {{ nominal_date }}',
  model: { name: 'late', alias: 'champion' },
  dataset: { name: 'flights', asOf: '{{ nominal_time }}' },
  output: 'scores',
};

/** Every hour at a minute that is half an hour away: no time comes by itself while a test runs. */
export const hourly = () => `${(new Date().getUTCMinutes() + 30) % 60} * * * *`;

/** An hourly schedule that scores. */
export const newSchedule = (ctx: Ctx, more: Partial<CreateScheduleInput> = {}) =>
  createSchedule({
    ctx,
    input: { name: 'hourly', kind: 'batch-predict', template: scoring, cron: hourly(), ...more },
  });

/** Leaves an hourly schedule as it would be had no ticker looked at it for some of its times. */
export async function leaveAlone(ctx: Ctx, scheduleId: string, hours: number): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE traza.schedule
    SET decided_to = date_trunc('hour', now() - past.minute) + past.minute - ${hours}::int * interval '1 hour',
      next_at = CASE WHEN paused_at IS NULL THEN now() - interval '1 ms' END
    FROM (SELECT split_part(cron, ' ', 1)::int * interval '1 min' AS minute FROM traza.schedule WHERE id = ${scheduleId}) AS past
    WHERE id = ${scheduleId}`;
}
