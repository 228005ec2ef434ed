import { z } from 'zod';
import { refusePresigned } from '#lib/artifacts/refuse-presigned.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { OptionalInt, OptionalText } from '#lib/mlflow/wire.ts';

// POST /api/2.0/mlflow/artifacts/presigned-upload-url: always refused, as MLflow does where files go through the server.

export const POST = defineMlflowRoute({
  summary: 'A signed address to upload to',
  auth: 'owner',
  input: z.object({ run_id: OptionalText, model_id: OptionalText, path: z.string(), expiration: OptionalInt }),
  handler: ({ ctx, input: { run_id: runId, model_id: modelId, path } }) => {
    if (Boolean(runId) === Boolean(modelId)) {
      throw new MlflowError('INVALID_PARAMETER_VALUE', 'Exactly one of run_id and model_id must be provided.');
    }
    const owner = runId ? { kind: 'run' as const, id: runId } : { kind: 'logged-model' as const, id: modelId ?? '' };
    return refusePresigned(ctx, { owner, path, what: 'upload' });
  },
});
