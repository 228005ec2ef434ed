import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { cancelJob } from '#lib/queue/cancel-job.ts';

// POST /api/v1/jobs/{job}/cancel: may be repeated.

export const POST = defineRoute({
  summary: 'Cancel a job',
  description:
    'A queued job ends at once. A running one answers `running`: its process is asked to stop, and killed five seconds later.',
  auth: 'owner',
  params: z.object({ job: z.string() }),
  answer: z.object({ state: z.enum(['canceled', 'running']) }),
  handler: ({ ctx, params }) => cancelJob({ ctx, input: { jobId: params.job } }),
});
