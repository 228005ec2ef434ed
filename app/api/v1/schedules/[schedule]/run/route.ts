import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { runSchedule } from '#lib/schedules/run-schedule.ts';

// POST /api/v1/schedules/{schedule}/run

export const POST = defineRoute({
  summary: 'Queue a run of a schedule now, beside its times: none of them is taken by it',
  auth: 'owner',
  params: z.object({ schedule: z.string() }),
  answer: { status: 202, schema: z.object({ jobId: z.string(), runId: z.string(), slotId: z.string() }) },
  idempotent: true,
  handler: ({ ctx, params: { schedule } }) => runSchedule({ ctx, input: { scheduleId: schedule } }),
});
