import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { nextCursor, pageQuery } from '#lib/http/page-query.ts';
import { listPredictionSets } from '#lib/predictions/list-prediction-sets.ts';
import { PredictionSetAnswer } from '#lib/predictions/schema.ts';

// GET /api/v1/predictions: published sets only; POST /api/v1/jobs makes one.

export const GET = defineRoute({
  summary: 'List prediction sets, newest first',
  auth: 'owner',
  query: z.object({
    dataset: z.string().optional(),
    q: z.string().max(250).optional().describe('Part of the name of a set'),
    ...pageQuery,
  }),
  answer: z.object({ items: z.array(PredictionSetAnswer), nextCursor }),
  handler: ({ ctx, query }) => listPredictionSets({ ctx, input: query }),
});
