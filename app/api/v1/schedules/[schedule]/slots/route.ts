import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { nextCursor, pageQuery } from '#lib/http/page-query.ts';
import { listSlots } from '#lib/schedules/list-slots.ts';
import { ScheduleSlotAnswer, SlotState } from '#lib/schedules/schema.ts';

// GET /api/v1/schedules/{schedule}/slots

export const GET = defineRoute({
  summary: 'What became of the times of a schedule, newest first: what ran, what did not, and why',
  auth: 'owner',
  params: z.object({ schedule: z.string() }),
  query: z.object({
    state: z.array(SlotState).optional().describe('Only those in one of these states; may be repeated'),
    ...pageQuery,
  }),
  answer: z.object({ items: z.array(ScheduleSlotAnswer), nextCursor }),
  handler: ({ ctx, params: { schedule }, query: { state, ...rest } }) =>
    listSlots({ ctx, input: { ...rest, scheduleId: schedule, states: state } }),
});
