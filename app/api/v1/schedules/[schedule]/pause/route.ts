import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { pauseSchedule } from '#lib/schedules/pause-schedule.ts';
import { ScheduleDetail } from '#lib/schedules/schema.ts';

// POST /api/v1/schedules/{schedule}/pause

export const POST = defineRoute({
  summary: 'Pause a schedule: it starts nothing until it is resumed',
  auth: 'owner',
  params: z.object({ schedule: z.string() }),
  answer: ScheduleDetail,
  handler: ({ ctx, params: { schedule } }) => pauseSchedule({ ctx, input: { scheduleId: schedule } }),
});
