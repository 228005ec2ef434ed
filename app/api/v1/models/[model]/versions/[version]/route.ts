import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { requireModelVersion } from '#lib/models/require-model-version.ts';
import { ModelVersionDetail } from '#lib/models/schema.ts';
import { serializeModelVersionDetail } from '#lib/models/serialize-model-version.ts';

// GET /api/v1/models/{model}/versions/{version}

export const GET = defineRoute({
  summary: 'A version of a model with its frozen files',
  auth: 'owner',
  params: z.object({ model: z.string(), version: z.coerce.number().int().min(1).max(2_147_483_647) }),
  answer: ModelVersionDetail,
  handler: async ({ ctx, params: { model, version } }) =>
    serializeModelVersionDetail(await requireModelVersion(ctx, { name: model, version })),
});
