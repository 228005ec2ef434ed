import { z } from 'zod';
import { startExample } from '#lib/example/start-example.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// POST /api/v1/example: answers with the running example when there is one.

export const POST = defineRoute({
  summary: 'Run the example: three million flights from import to a reproduced prediction',
  auth: 'owner',
  body: z.object({ epochs: z.number().int().min(1).max(20).optional() }),
  answer: { status: 202, schema: z.object({ jobId: z.string(), runId: z.string() }) },
  handler: ({ ctx, body }) => startExample({ ctx, input: body }),
});
