import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { getPredictionSet } from '#lib/predictions/get-prediction-set.ts';
import { PredictionSetAnswer } from '#lib/predictions/schema.ts';

// GET /api/v1/predictions/{version}: by the id of the dataset version that the set is.

export const GET = defineRoute({
  summary: 'One prediction set with the figures of its scores',
  auth: 'owner',
  params: z.object({ version: z.string() }),
  answer: PredictionSetAnswer,
  handler: ({ ctx, params }) => getPredictionSet({ ctx, input: { versionId: params.version } }),
});
