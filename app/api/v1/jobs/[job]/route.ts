import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { getJob } from '#lib/queue/get-job.ts';
import { JobDetail } from '#lib/queue/schema.ts';

// GET /api/v1/jobs/{job}

export const GET = defineRoute({
  summary: 'One job with its attempts, and why it waits when it does',
  auth: 'owner',
  params: z.object({ job: z.string() }),
  answer: JobDetail,
  handler: ({ ctx, params }) => getJob({ ctx, input: { jobId: params.job } }),
});
