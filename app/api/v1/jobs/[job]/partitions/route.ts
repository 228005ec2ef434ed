import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listPartitions } from '#lib/predictions/list-partitions.ts';
import { PartitionList } from '#lib/predictions/schema.ts';

// GET /api/v1/jobs/{job}/partitions: empty for jobs that are not cut into partitions.

export const GET = defineRoute({
  summary: 'The partitions of a batch job: who has them, who lost them, what came out',
  auth: 'owner',
  params: z.object({ job: z.string() }),
  answer: PartitionList,
  handler: ({ ctx, params }) => listPartitions({ ctx, input: { jobId: params.job } }),
});
