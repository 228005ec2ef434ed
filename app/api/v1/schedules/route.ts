import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { nextCursor, pageQuery } from '#lib/http/page-query.ts';
import { createSchedule } from '#lib/schedules/create-schedule.ts';
import { listSchedules } from '#lib/schedules/list-schedules.ts';
import { CreateScheduleInput, ScheduleAnswer, ScheduleDetail } from '#lib/schedules/schema.ts';

// GET, POST /api/v1/schedules

export const GET = defineRoute({
  summary: 'List schedules by name, each with its next time and what became of the last one',
  auth: 'owner',
  query: z.object({ q: z.string().max(100).optional().describe('Part of the name'), ...pageQuery }),
  answer: z.object({ items: z.array(ScheduleAnswer), nextCursor }),
  handler: ({ ctx, query }) => listSchedules({ ctx, input: query }),
});

export const POST = defineRoute({
  summary: 'Make a schedule: work of a kind that starts by itself at the times of a cron rule',
  description:
    'Each time makes one run, however many workers there are. What the template names is looked for now and again at each time; a time at which something is gone is kept as failed, with the reason. Times before now are not filled.',
  auth: 'owner',
  body: CreateScheduleInput,
  answer: { status: 201, schema: ScheduleDetail },
  idempotent: true,
  handler: ({ ctx, body }) => createSchedule({ ctx, input: body }),
});
