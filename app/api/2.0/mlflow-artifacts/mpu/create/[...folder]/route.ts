import { z } from 'zod';
import { createMultipartUpload } from '#lib/artifacts/create-multipart-upload.ts';
import { mostParts } from '#lib/artifacts/save-part.ts';
import { uploadTarget } from '#lib/artifacts/upload-target.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { handedAddress, unstored } from '#lib/http/handed-address.ts';
import { jsonResponse } from '#lib/http/json-response.ts';
import { Int } from '#lib/mlflow/wire.ts';

// POST /api/2.0/mlflow-artifacts/mpu/create/<address of the folder>: answers where to PUT each part, on this server.

export const POST = defineMlflowRoute({
  summary: 'Begin a file that is sent in parts',
  auth: 'owner',
  input: z.object({
    folder: z.array(z.string()),
    path: z.string(),
    num_parts: Int.pipe(z.number().min(1, 'must be at least 1').max(mostParts, `must be at most ${mostParts}`)),
  }),
  handler: async ({ ctx, input, request }) => {
    const target = uploadTarget(input.folder.join('/'), input.path);
    const { uploadId } = await createMultipartUpload({ ctx, input: { target } });
    const credentials = Array.from({ length: input.num_parts }, (_, index) => ({
      part_number: index + 1,
      ...handedAddress(ctx, request, ['api', '2.0', 'mlflow-artifacts', 'mpu', 'part', uploadId, String(index + 1)]),
    }));
    return jsonResponse({ upload_id: uploadId, credentials }, { headers: unstored });
  },
});
