import { z } from 'zod';
import { describeLoggedDataset } from '#lib/datasets/logged/describe-logged-dataset.ts';
import { LoggedDatasetDetail } from '#lib/datasets/logged/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET /api/v1/logged-datasets/{dataset}: MLflow's calls write them.

export const GET = defineRoute({
  summary: 'One dataset as a client described it, and the runs that read it',
  auth: 'owner',
  params: z.object({ dataset: z.string() }),
  answer: LoggedDatasetDetail,
  handler: ({ ctx, params }) => describeLoggedDataset({ ctx, input: { datasetId: params.dataset } }),
});
