import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { getRun } from '#lib/runs/get-run.ts';
import { RunDetail } from '#lib/runs/schema.ts';

// GET /api/v1/runs/{run}

export const GET = defineRoute({
  summary: 'One run with params, tags, last metrics, inputs and outputs',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  answer: RunDetail,
  handler: ({ ctx, params }) => getRun({ ctx, input: { runId: params.run } }),
});
