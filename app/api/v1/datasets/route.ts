import { z } from 'zod';
import { createDataset } from '#lib/datasets/create-dataset.ts';
import { listDatasets } from '#lib/datasets/list-datasets.ts';
import { CreateDatasetInput, DatasetSummary } from '#lib/datasets/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { nextCursor, pageQuery } from '#lib/http/page-query.ts';

// GET, POST /api/v1/datasets: importing into a new name makes the dataset too, so POST is for empty ones.

export const GET = defineRoute({
  summary: 'List the datasets of the project with their newest versions',
  auth: 'owner',
  query: z.object({ ...pageQuery, kind: z.enum(['data', 'predictions']).optional() }),
  answer: z.object({ items: z.array(DatasetSummary), nextCursor }),
  handler: ({ ctx, query }) => listDatasets({ ctx, input: query }),
});

export const POST = defineRoute({
  summary: 'Create an empty dataset',
  auth: 'owner',
  body: CreateDatasetInput,
  answer: { status: 201, schema: DatasetSummary },
  idempotent: true,
  handler: ({ ctx, body }) => createDataset({ ctx, input: body }),
});
