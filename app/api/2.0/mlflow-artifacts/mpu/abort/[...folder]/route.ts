import { z } from 'zod';
import { abortMultipartUpload } from '#lib/artifacts/abort-multipart-upload.ts';
import { uploadTarget } from '#lib/artifacts/upload-target.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';

// POST /api/2.0/mlflow-artifacts/mpu/abort/<address of the folder>

export const POST = defineMlflowRoute({
  summary: 'Give up a file that was sent in parts',
  auth: 'owner',
  input: z.object({ folder: z.array(z.string()), path: z.string(), upload_id: z.string() }),
  handler: async ({ ctx, input }) => {
    const target = uploadTarget(input.folder.join('/'), input.path);
    await abortMultipartUpload({ ctx, input: { uploadId: input.upload_id, target } });
    return undefined;
  },
});
