import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { getFiveAnswers } from '#lib/runs/get-five-answers.ts';
import { FiveAnswers } from '#lib/runs/schema.ts';

// GET /api/v1/runs/{run}/answers

export const GET = defineRoute({
  summary: 'Which data, when, which parameters, which code, what came out; and which of these are missing',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  answer: FiveAnswers,
  handler: ({ ctx, params }) => getFiveAnswers({ ctx, input: { runId: params.run } }),
});
