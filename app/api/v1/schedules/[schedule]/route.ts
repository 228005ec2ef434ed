import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { deleteSchedule } from '#lib/schedules/delete-schedule.ts';
import { getSchedule } from '#lib/schedules/get-schedule.ts';
import { ScheduleDetail, UpdateScheduleInput } from '#lib/schedules/schema.ts';
import { updateSchedule } from '#lib/schedules/update-schedule.ts';

// GET, PATCH, DELETE /api/v1/schedules/{schedule}

const params = z.object({ schedule: z.string() });

export const GET = defineRoute({
  summary: 'A schedule with its next times, and what is missing for them already now',
  auth: 'owner',
  params,
  answer: ScheduleDetail,
  handler: ({ ctx, params: { schedule } }) => getSchedule({ ctx, input: { scheduleId: schedule } }),
});

export const PATCH = defineRoute({
  summary: 'Change a schedule',
  description:
    'Answers 409 where it has another revision than the change starts from: somebody was first. Where its times change, the new ones count from now.',
  auth: 'owner',
  params,
  body: UpdateScheduleInput,
  answer: ScheduleDetail,
  handler: ({ ctx, params: { schedule }, body }) =>
    updateSchedule({ ctx, input: { scheduleId: schedule, change: body } }),
});

export const DELETE = defineRoute({
  summary: 'Delete a schedule; its runs stay',
  auth: 'owner',
  params,
  answer: { status: 204 },
  handler: async ({ ctx, params: { schedule } }) => {
    await deleteSchedule({ ctx, input: { scheduleId: schedule } });
    return undefined;
  },
});
