import { z } from 'zod';
import { refusePresigned } from '#lib/artifacts/refuse-presigned.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { OptionalInt } from '#lib/mlflow/wire.ts';

// POST /api/2.0/mlflow/artifacts/presigned-download-url: always refused, as MLflow does where files go through the server.

const mostSeconds = 604_800;

export const POST = defineMlflowRoute({
  summary: 'A signed address to download from',
  auth: 'owner',
  input: z.object({ run_id: z.string(), path: z.string(), expiration: OptionalInt }),
  handler: ({ ctx, input: { run_id: id, path, expiration } }) => {
    if (expiration !== undefined && (expiration < 1 || expiration > mostSeconds)) {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        `expiration must be between 1 and ${mostSeconds} seconds (got ${expiration}).`,
      );
    }
    return refusePresigned(ctx, { owner: { kind: 'run', id }, path, what: 'download' });
  },
});
