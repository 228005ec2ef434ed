import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listSeries } from '#lib/metrics/list-series.ts';
import { SeriesWithSpark } from '#lib/metrics/schema.ts';

// GET /api/v1/runs/{run}/metrics?key=loss&key=auc

export const GET = defineRoute({
  summary: 'The metrics of a run, all or some: summaries, each with a small drawing',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  query: z.object({ key: z.array(z.string()).optional() }),
  answer: z.object({ items: z.array(SeriesWithSpark) }),
  handler: async ({ ctx, params, query }) => ({
    items: await listSeries({ ctx, input: { runId: params.run, keys: query.key } }),
  }),
});
