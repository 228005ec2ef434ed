import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listEvents } from '#lib/runs/list-events.ts';
import { RunEvent } from '#lib/runs/schema.ts';

// GET /api/v1/runs/{run}/events: oldest first.

export const GET = defineRoute({
  summary: 'What happened to a run: queued, attempts, ended, sealed, tagged, archived',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  answer: z.object({ items: z.array(RunEvent) }),
  handler: async ({ ctx, params }) => ({ items: await listEvents({ ctx, input: { runId: params.run } }) }),
});
