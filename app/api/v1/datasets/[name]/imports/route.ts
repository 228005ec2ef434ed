import { z } from 'zod';
import { importDataset } from '#lib/datasets/import-dataset.ts';
import { ImportDatasetInput, QueuedAnswer } from '#lib/datasets/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// POST /api/v1/datasets/<name>/imports: only staged uploads and built-in examples; never a path of the server.

export const POST = defineRoute({
  summary: 'Import an uploaded file, or an example, as the next version of a dataset',
  description: 'The dataset is made when it is not there. The answer names the job to watch.',
  auth: 'owner',
  params: z.object({ name: z.string() }),
  body: ImportDatasetInput,
  answer: { status: 202, schema: QueuedAnswer },
  idempotent: true,
  handler: ({ ctx, params, body }) => importDataset({ ctx, input: { ...body, name: params.name } }),
});
