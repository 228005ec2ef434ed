import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serializeLoggedModel, WireLoggedModelStatus } from '#lib/mlflow/logged-model.ts';
import { Bool } from '#lib/mlflow/wire.ts';
import { deleteLoggedModel } from '#lib/models/delete-logged-model.ts';
import { finalizeLoggedModel } from '#lib/models/finalize-logged-model.ts';
import { getLoggedModel } from '#lib/models/get-logged-model.ts';

// GET, PATCH, DELETE /api/2.0/mlflow/logged-models/{model_id}: deleted models are found with allow_deleted alone.

export const GET = defineMlflowRoute({
  summary: 'A logged model with its params, tags and metrics',
  auth: 'owner',
  input: z.object({ model_id: z.string(), allow_deleted: Bool.optional() }),
  handler: async ({ ctx, input }) => {
    const found = await getLoggedModel({
      ctx,
      input: { modelId: input.model_id, evenDeleted: input.allow_deleted ?? false },
    });
    return { model: serializeLoggedModel(found) };
  },
});

export const PATCH = defineMlflowRoute({
  summary: 'Say whether the files of a logged model are there',
  auth: 'owner',
  input: z.object({ model_id: z.string(), status: WireLoggedModelStatus }),
  handler: async ({ ctx, input: { model_id: modelId, status } }) => {
    await finalizeLoggedModel({ ctx, input: { modelId, status } });
    return { model: serializeLoggedModel(await getLoggedModel({ ctx, input: { modelId, evenDeleted: true } })) };
  },
});

export const DELETE = defineMlflowRoute({
  summary: 'Delete a logged model',
  auth: 'owner',
  input: z.object({ model_id: z.string() }),
  handler: async ({ ctx, input }) => {
    await deleteLoggedModel({ ctx, input: { modelId: input.model_id } });
    return undefined;
  },
});
