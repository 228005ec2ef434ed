import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listSeries } from '#lib/metrics/list-series.ts';
import { SeriesWithSpark } from '#lib/metrics/schema.ts';

// GET /api/v1/runs/{run}/metrics

export const GET = defineRoute({
  summary: 'The metrics of a run: summaries, each with a small drawing',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  answer: z.object({ items: z.array(SeriesWithSpark) }),
  handler: async ({ ctx, params }) => ({ items: await listSeries({ ctx, input: { runId: params.run } }) }),
});
