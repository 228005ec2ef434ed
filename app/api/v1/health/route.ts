import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { checkReadiness } from '#lib/http/readiness.ts';

// GET /api/v1/health: the same facts as /readyz, for clients of the API; always 200 when we can answer at all.

export const GET = defineRoute({
  summary: 'State of the platform',
  auth: 'owner',
  answer: z.object({
    ready: z.boolean(),
    database: z.enum(['ok', 'unreachable', 'not migrated']),
    pages: z.enum(['ok', 'starting']),
    uptimeSeconds: z.number(),
  }),
  handler: async () => ({ ...(await checkReadiness()), uptimeSeconds: Math.round(process.uptime()) }),
});
