import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { readLines } from '#lib/logs/read-lines.ts';
import { LogLinesPage } from '#lib/logs/schema.ts';

// GET /api/v1/runs/{run}/logs/lines: the end of the log, or lines by their numbers.

export const GET = defineRoute({
  summary: 'Read lines of the log of a run by their numbers',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  query: z.object({
    from: z.coerce.number().int().min(1).optional().describe('Number of the first line; the end when left out'),
    count: z.coerce.number().int().min(1).max(2_000).default(500),
    attempt: z.coerce
      .number()
      .int()
      .min(0)
      .max(2_147_483_647)
      .optional()
      .describe('Lines of one attempt alone, numbered by themselves'),
  }),
  answer: LogLinesPage,
  handler: ({ ctx, params, query }) => readLines({ ctx, input: { runId: params.run, ...query } }),
});
