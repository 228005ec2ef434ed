import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { getModel } from '#lib/models/get-model.ts';
import { ModelDetail } from '#lib/models/schema.ts';

// GET /api/v1/models/{model}

export const GET = defineRoute({
  summary: 'A registered model with its versions, newest first',
  auth: 'owner',
  params: z.object({ model: z.string() }),
  answer: ModelDetail,
  handler: ({ ctx, params }) => getModel({ ctx, input: { name: params.model } }),
});
