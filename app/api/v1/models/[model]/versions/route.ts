import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { registerModel } from '#lib/models/register-model.ts';
import { requireModelVersion } from '#lib/models/require-model-version.ts';
import { ModelVersionDetail, RegisterModelInput } from '#lib/models/schema.ts';
import { serializeModelVersionDetail } from '#lib/models/serialize-model-version.ts';

// POST /api/v1/models/{model}/versions: makes the model when it is not there.

export const POST = defineRoute({
  summary: 'Register the model that a run has stored as the next version',
  auth: 'owner',
  params: z.object({ model: z.string() }),
  body: RegisterModelInput.omit({ model: true }),
  answer: { status: 201, schema: ModelVersionDetail },
  idempotent: true,
  handler: async ({ ctx, params, body }) => {
    const { modelVersionId } = await registerModel({ ctx, input: { ...body, model: params.model } });
    return serializeModelVersionDetail(await requireModelVersion(ctx, { id: modelVersionId }));
  },
});
