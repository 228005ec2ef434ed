import { z } from 'zod';
import { completeMultipartUpload } from '#lib/artifacts/complete-multipart-upload.ts';
import { uploadTarget } from '#lib/artifacts/upload-target.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { Int, OptionalText } from '#lib/mlflow/wire.ts';

// POST /api/2.0/mlflow-artifacts/mpu/complete/<address of the folder>: all parts must have come, with the bytes they say.

export const POST = defineMlflowRoute({
  summary: 'Join the parts of a file',
  auth: 'owner',
  input: z.object({
    folder: z.array(z.string()),
    path: z.string(),
    upload_id: z.string(),
    parts: z.array(z.object({ part_number: Int, etag: OptionalText })),
  }),
  handler: async ({ ctx, input }) => {
    await completeMultipartUpload({
      ctx,
      input: {
        uploadId: input.upload_id,
        target: uploadTarget(input.folder.join('/'), input.path),
        parts: input.parts.map((part) => ({ number: part.part_number, etag: part.etag })),
      },
    });
    return undefined;
  },
});
