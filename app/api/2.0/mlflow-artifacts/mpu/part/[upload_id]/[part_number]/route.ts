import { z } from 'zod';
import { savePart } from '#lib/artifacts/save-part.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { jsonResponse } from '#lib/http/json-response.ts';
import { Int } from '#lib/mlflow/wire.ts';

// PUT /api/2.0/mlflow-artifacts/mpu/part/{upload_id}/{part_number}: the body is the part; the answer's ETag is what the
// client sends back to complete the file.

export const PUT = defineMlflowRoute({
  summary: 'Store one part of a file',
  auth: 'owner',
  input: z.object({ upload_id: z.string(), part_number: Int }),
  body: 'stream',
  handler: async ({ ctx, input, body, request }) => {
    const { digest } = await savePart({
      ctx,
      input: { uploadId: input.upload_id, number: input.part_number, body, signal: request.signal },
    });
    return jsonResponse({}, { headers: { etag: `"${digest}"` } });
  },
});
