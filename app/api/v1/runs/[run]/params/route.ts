import { z } from 'zod';
import { isFresh, notModified } from '#lib/http/conditional.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { getParams, paramsMark } from '#lib/params/get-params.ts';
import { ParamValues } from '#lib/params/schema.ts';

// GET /api/v1/runs/{run}/params: 304 to If-None-Match comes without the params being read.

export const GET = defineRoute({
  summary: 'The params of a run',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  answer: z.object({ params: ParamValues }),
  handler: async ({ ctx, params, request, responseHeaders }) => {
    const input = { runId: params.run };
    const etag = `"${await paramsMark({ ctx, input })}"`;
    if (isFresh(request, etag)) return notModified(etag);
    responseHeaders.set('etag', etag);
    return { params: await getParams({ ctx, input }) };
  },
});
