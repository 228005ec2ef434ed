import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { nextCursor, pageQuery } from '#lib/http/page-query.ts';
import { listJobs } from '#lib/queue/list-jobs.ts';
import { JobAnswer, JobState } from '#lib/queue/schema.ts';

// GET /api/v1/jobs

export const GET = defineRoute({
  summary: 'List jobs, newest first',
  auth: 'owner',
  query: z.object({
    state: z.array(JobState).optional().describe('Only jobs in one of these states; may be repeated'),
    kind: z.string().optional(),
    runId: z.string().optional(),
    ...pageQuery,
  }),
  answer: z.object({ items: z.array(JobAnswer), nextCursor }),
  handler: ({ ctx, query }) => {
    const { state, ...rest } = query;
    return listJobs({ ctx, input: { ...rest, states: state } });
  },
});
