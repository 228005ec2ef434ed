import { z } from 'zod';
import { ImportChoices, UploadAnswer } from '#lib/datasets/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { sniffUpload } from '#lib/uploads/stage-upload.ts';

// POST /api/v1/uploads/<id>/preview: reads only; POST because the choices are a document.

export const POST = defineRoute({
  summary: 'What an uploaded file is when it is read with other types or other texts for "missing"',
  auth: 'owner',
  params: z.object({ uploadId: z.string() }),
  body: ImportChoices,
  answer: UploadAnswer,
  handler: ({ ctx, params, body }) => sniffUpload({ ctx, input: { ...body, uploadId: params.uploadId } }),
});
