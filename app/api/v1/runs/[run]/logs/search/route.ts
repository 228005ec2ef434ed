import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { LogSearchAnswer } from '#lib/logs/schema.ts';
import { searchLog } from '#lib/logs/search-log.ts';

// GET /api/v1/runs/{run}/logs/search?text=nan: the whole log is looked through.

export const GET = defineRoute({
  summary: 'Find the lines of the log of a run that contain a text',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  query: z.object({
    text: z.string().min(1).max(500),
    from: z.coerce.number().int().min(1).optional().describe('Number of the first line to look into'),
    attempt: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  }),
  answer: LogSearchAnswer,
  handler: ({ ctx, params, query, request }) =>
    searchLog({ ctx, input: { runId: params.run, ...query }, signal: request.signal }),
});
