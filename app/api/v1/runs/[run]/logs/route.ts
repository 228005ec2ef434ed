import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { readLog } from '#lib/logs/read-log.ts';
import { LogPage } from '#lib/logs/schema.ts';

// GET /api/v1/runs/{run}/logs: the end of the log; `after` follows it, `before` goes back.

const chunkId = z.coerce.number().int().min(0).optional();

export const GET = defineRoute({
  summary: 'Read the log of a run',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  query: z.object({
    after: chunkId.describe('Chunks after this id, oldest first; 0 begins at the start'),
    before: chunkId.describe('The chunks just before this id'),
    maxChars: z.coerce.number().int().min(1).max(4_194_304).optional(),
  }),
  answer: LogPage,
  handler: ({ ctx, params, query }) => readLog({ ctx, input: { runId: params.run, ...query } }),
});
