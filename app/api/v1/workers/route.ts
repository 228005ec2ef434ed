import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listWorkers } from '#lib/queue/list-workers.ts';
import { WorkerAnswer } from '#lib/queue/schema.ts';

// GET /api/v1/workers: they serve all projects; the jobs shown are those of this one.

export const GET = defineRoute({
  summary: 'List the workers of the platform',
  auth: 'owner',
  answer: z.object({ items: z.array(WorkerAnswer) }),
  handler: ({ ctx }) => listWorkers({ ctx }),
});
