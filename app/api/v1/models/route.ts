import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listModels } from '#lib/models/list-models.ts';
import { ModelAnswer } from '#lib/models/schema.ts';

// GET /api/v1/models

export const GET = defineRoute({
  summary: 'List registered models by name',
  auth: 'owner',
  answer: z.object({ items: z.array(ModelAnswer) }),
  handler: async ({ ctx }) => ({ items: await listModels({ ctx }) }),
});
