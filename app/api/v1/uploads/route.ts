import { z } from 'zod';
import { UploadAnswer } from '#lib/datasets/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { digestPattern } from '#lib/ids.ts';
import { stageUpload } from '#lib/uploads/stage-upload.ts';

// POST /api/v1/uploads?name=flights.csv: the body is the file itself, of any length.

export const POST = defineRoute({
  summary: 'Send a file and learn what it is: format, columns, types, first rows',
  description:
    'The body is the file itself (content-type: application/octet-stream). Nothing is imported yet: name the upload in POST /datasets/<name>/imports within a day.',
  auth: 'owner',
  query: z.object({
    name: z.string().min(1).max(1000).describe('The name of the file'),
    sha256: z
      .string()
      .regex(digestPattern, 'must be 64 lower-case hex digits')
      .optional()
      .describe('Other bytes are refused'),
  }),
  body: 'stream',
  answer: { status: 201, schema: UploadAnswer },
  handler: ({ ctx, query, body, request }) =>
    stageUpload({ ctx, input: { name: query.name, body, digest: query.sha256 }, signal: request.signal }),
});
