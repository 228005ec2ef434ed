import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { logText } from '#lib/logs/log-text.ts';

// GET /api/v1/runs/{run}/logs/text: a file to keep.

export const GET = defineRoute({
  summary: 'Download the log of a run as text',
  auth: 'owner',
  params: z.object({ run: z.string().regex(/^[0-9a-f]{32}$/) }),
  answer: 'stream',
  handler: async ({ ctx, params }) =>
    new Response(await logText({ ctx, input: { runId: params.run } }), {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="run-${params.run.slice(-8)}.log"`,
      },
    }),
});
