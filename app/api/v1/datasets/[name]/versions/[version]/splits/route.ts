import { QueuedAnswer, SplitDatasetInput } from '#lib/datasets/schema.ts';
import { splitDataset } from '#lib/datasets/split-dataset.ts';
import { toReference, VersionParams } from '#lib/datasets/version-params.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// POST /api/v1/datasets/<name>/versions/<version>/splits

export const POST = defineRoute({
  summary: 'Split a version: chosen rows and columns become a version of another dataset',
  description:
    'The rule is checked before the job is queued. The same rule over the same version gives the same bytes.',
  auth: 'owner',
  params: VersionParams,
  body: SplitDatasetInput,
  answer: { status: 202, schema: QueuedAnswer },
  idempotent: true,
  handler: ({ ctx, params, body }) => splitDataset({ ctx, input: { ...body, from: toReference(params) } }),
});
