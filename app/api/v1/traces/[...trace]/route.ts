import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { TraceDetail } from '#lib/traces/answer-schema.ts';
import { getTraceDetail } from '#lib/traces/get-trace-detail.ts';

// GET /api/v1/traces/{trace}: ids are chosen by clients and may hold slashes.

export const GET = defineRoute({
  summary: 'A trace with its spans',
  description: 'At most the first 2,000 spans, and 16 MB of them. Inputs and outputs are read where they are JSON.',
  auth: 'owner',
  params: z.object({ trace: z.array(z.string()) }),
  answer: TraceDetail,
  handler: ({ ctx, params }) => getTraceDetail({ ctx, input: { id: params.trace.join('/') } }),
});
