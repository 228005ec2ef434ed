import { z } from 'zod';
import { previewRows } from '#lib/datasets/preview-rows.ts';
import { RowsPage } from '#lib/datasets/schema.ts';
import { toReference, VersionParams } from '#lib/datasets/version-params.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET /api/v1/datasets/<name>/versions/<version>/rows: a page by offset, for versions never change.

export const GET = defineRoute({
  summary: 'Rows of a version in their own order',
  auth: 'owner',
  params: VersionParams,
  query: z.object({
    offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    where: z.string().max(4000).optional().describe('One SQL condition over the columns'),
  }),
  answer: RowsPage,
  handler: ({ ctx, params, query, request }) =>
    previewRows({ ctx, input: { ...toReference(params), ...query }, signal: request.signal }),
});
