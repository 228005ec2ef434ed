import { defineRoute } from '#lib/http/define-route.ts';
import { countRuns } from '#lib/runs/table/count-runs.ts';
import { RunCount, RunSet } from '#lib/runs/table/schema.ts';

// POST /api/v1/runs/count

export const POST = defineRoute({
  summary: 'How many runs a set has',
  description: 'Counting is given up after a second: `exact` is false then, and there are at least so many.',
  auth: 'owner',
  body: RunSet,
  answer: RunCount,
  handler: ({ ctx, body }) => countRuns({ ctx, input: body }),
});
