import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { readSeries } from '#lib/metrics/read-series.ts';
import { ReadSeriesInput, SeriesStretch } from '#lib/metrics/schema.ts';

// GET /api/v1/runs/{run}/series?key=loss&points=500

export const GET = defineRoute({
  summary: 'A stretch of one metric, downsampled so that no spike is lost',
  description:
    'Each bucket has the least, greatest, first and last value of its points. `since` asks only for what came after a step.',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  query: ReadSeriesInput,
  answer: SeriesStretch,
  handler: ({ ctx, params, query }) => readSeries({ ctx, input: { runId: params.run, ...query } }),
});
