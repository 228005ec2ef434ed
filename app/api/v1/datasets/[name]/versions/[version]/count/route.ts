import { z } from 'zod';
import { countRows } from '#lib/datasets/count-rows.ts';
import { toReference, VersionParams } from '#lib/datasets/version-params.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET /api/v1/datasets/<name>/versions/<version>/count?where=…: what a split would hold, before it is made.

export const GET = defineRoute({
  summary: 'How many rows of a version a condition holds for',
  auth: 'owner',
  params: VersionParams,
  query: z.object({ where: z.string().min(1).max(4000) }),
  answer: z.object({ matching: z.number(), total: z.number() }),
  handler: ({ ctx, params, query, request }) =>
    countRows({ ctx, input: { ...toReference(params), where: query.where }, signal: request.signal }),
});
