import { defineRoute } from '#lib/http/define-route.ts';
import { previewSchedule } from '#lib/schedules/preview-schedule.ts';
import { PreviewScheduleInput, SchedulePreview } from '#lib/schedules/schema.ts';

// GET /api/v1/schedules/preview: a rule that is wrong is an answer here, not an error.

export const GET = defineRoute({
  summary: 'What a cron rule means and when it comes next, or what is wrong with it',
  auth: 'owner',
  query: PreviewScheduleInput,
  answer: SchedulePreview,
  handler: ({ ctx, query }) => previewSchedule({ ctx, input: query }),
});
