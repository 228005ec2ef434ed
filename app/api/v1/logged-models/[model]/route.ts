import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { describeLoggedModel } from '#lib/models/describe-logged-model.ts';
import { LoggedModelDetail } from '#lib/models/schema.ts';

// GET /api/v1/logged-models/{model}: MLflow's calls write them.

export const GET = defineRoute({
  summary: 'One model as a client logged it, with its files and what was measured of it',
  auth: 'owner',
  params: z.object({ model: z.string() }),
  answer: LoggedModelDetail,
  handler: ({ ctx, params }) => describeLoggedModel({ ctx, input: { modelId: params.model } }),
});
