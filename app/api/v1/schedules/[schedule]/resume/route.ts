import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { resumeSchedule } from '#lib/schedules/resume-schedule.ts';
import { ResumeScheduleInput, ScheduleDetail } from '#lib/schedules/schema.ts';

// POST /api/v1/schedules/{schedule}/resume

export const POST = defineRoute({
  summary: 'Resume a schedule at its next time; the times of the pause are passed over unless they are asked for',
  auth: 'owner',
  params: z.object({ schedule: z.string() }),
  body: ResumeScheduleInput,
  answer: ScheduleDetail,
  handler: ({ ctx, params: { schedule }, body }) =>
    resumeSchedule({ ctx, input: { scheduleId: schedule, fill: body.fill } }),
});
