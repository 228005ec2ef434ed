import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { finishRun } from '#lib/runs/finish-run.ts';
import { getRun } from '#lib/runs/get-run.ts';
import { FinishRunInput, RunDetail } from '#lib/runs/schema.ts';

// POST /api/v1/runs/{run}/finish: only runs that a client logs; runs of jobs end with their job.

export const POST = defineRoute({
  summary: 'End a run that you log yourself',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  body: FinishRunInput,
  answer: RunDetail,
  handler: async ({ ctx, params, body }) => {
    await finishRun({ ctx, input: { runId: params.run, ...body } });
    return getRun({ ctx, input: { runId: params.run } });
  },
});
