import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { compareTwoRuns } from '#lib/reproduce/compare-two-runs.ts';
import { Comparison } from '#lib/reproduce/schema.ts';

// GET /api/v1/runs/{run}/compare/{other}

export const GET = defineRoute({
  summary: 'Compare two runs: the verdict of a reproduction, and what differs first',
  auth: 'owner',
  params: z.object({ run: z.string(), other: z.string() }),
  query: z.object({ tolerance: z.coerce.number().min(0).max(1).optional() }),
  answer: Comparison,
  handler: ({ ctx, params: { run, other }, query }) =>
    compareTwoRuns({ ctx, input: { runId: run, otherId: other, ...query } }),
});
