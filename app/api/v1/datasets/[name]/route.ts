import { z } from 'zod';
import { getDataset } from '#lib/datasets/get-dataset.ts';
import { DatasetDetail } from '#lib/datasets/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET /api/v1/datasets/<name>

export const GET = defineRoute({
  summary: 'A dataset with its newest 200 versions',
  auth: 'owner',
  params: z.object({ name: z.string() }),
  answer: DatasetDetail,
  handler: ({ ctx, params }) => getDataset({ ctx, input: params }),
});
