import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { retryJob } from '#lib/queue/retry-job.ts';

// POST /api/v1/jobs/{job}/retry: a new job with a run of its own; the ended one stays as it ended.

export const POST = defineRoute({
  summary: 'Queue a failed or canceled job again',
  auth: 'owner',
  params: z.object({ job: z.string() }),
  answer: { status: 201, schema: z.object({ jobId: z.string(), runId: z.string() }) },
  idempotent: true,
  handler: ({ ctx, params }) => retryJob({ ctx, input: { jobId: params.job } }),
});
