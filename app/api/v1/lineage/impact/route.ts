import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { getImpact } from '#lib/lineage/get-impact.ts';
import { LineageNode, NodeId } from '#lib/lineage/schema.ts';

// GET /api/v1/lineage/impact?node=dataset-version:<id>

export const GET = defineRoute({
  summary: 'Everything that came of a thing, nearest first',
  auth: 'owner',
  query: z.object({ node: NodeId }),
  answer: z.object({ node: z.string(), items: z.array(LineageNode.omit({ more: true })), complete: z.boolean() }),
  handler: ({ ctx, query }) => getImpact({ ctx, input: query }),
});
