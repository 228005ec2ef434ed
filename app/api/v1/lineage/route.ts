import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { getLineage } from '#lib/lineage/get-lineage.ts';
import { LineageAnswer, NodeId } from '#lib/lineage/schema.ts';

// GET /api/v1/lineage?node=run:<id>&depth=6

export const GET = defineRoute({
  summary: 'What a thing came from and what came of it',
  auth: 'owner',
  query: z.object({ node: NodeId, depth: z.coerce.number().int().min(1).max(50).default(6) }),
  answer: LineageAnswer,
  handler: ({ ctx, query }) => getLineage({ ctx, input: query }),
});
