import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { nextCursor, pageQuery } from '#lib/http/page-query.ts';
import { TraceAnswer, TraceSort } from '#lib/traces/answer-schema.ts';
import { listTraces } from '#lib/traces/list-traces.ts';
import { TraceState } from '#lib/traces/schema.ts';

// GET /api/v1/traces: clients send them through MLflow's calls and OTLP, /v1/traces.

export const GET = defineRoute({
  summary: 'List traces, newest first',
  auth: 'owner',
  query: z.object({
    q: z.string().max(250).optional().describe('Part of a name, a request or a response, or the beginning of an id'),
    filter: z.string().max(5_000).optional().describe("In MLflow's grammar for traces"),
    experimentId: z.coerce.number().int().positive().max(2_147_483_647).optional(),
    state: TraceState.optional(),
    sort: TraceSort.optional(),
    ascending: z.stringbool().optional().describe('true: the other way round'),
    ...pageQuery,
  }),
  answer: z.object({ items: z.array(TraceAnswer), nextCursor }),
  handler: ({ ctx, query }) => listTraces({ ctx, input: query }),
});
