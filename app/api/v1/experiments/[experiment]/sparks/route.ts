import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { readSparks } from '#lib/metrics/read-sparks.ts';
import { WireNumber } from '#lib/metrics/schema.ts';

// GET /api/v1/experiments/{experiment}/sparks?key=eval/auc

export const GET = defineRoute({
  summary: 'One metric of the newest runs of an experiment, small enough to draw in a table',
  auth: 'owner',
  params: z.object({ experiment: z.coerce.number().int().positive() }),
  query: z.object({ key: z.string().min(1).max(250), points: z.coerce.number().int().min(2).max(200).default(40) }),
  answer: z.object({ key: z.string(), runs: z.record(z.string(), z.array(WireNumber)) }),
  handler: async ({ ctx, params, query }) => ({
    key: query.key,
    runs: await readSparks({ ctx, input: { experimentId: params.experiment, ...query } }),
  }),
});
