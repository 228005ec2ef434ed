import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listSeriesKeys } from '#lib/metrics/list-series-keys.ts';
import { SeriesKey } from '#lib/metrics/schema.ts';

// GET /api/v1/runs/{run}/metrics/keys

export const GET = defineRoute({
  summary: 'What a run measures: the keys of its metrics',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  answer: z.object({ items: z.array(SeriesKey) }),
  handler: async ({ ctx, params }) => ({ items: await listSeriesKeys({ ctx, input: { runId: params.run } }) }),
});
