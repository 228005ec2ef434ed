import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { enterBytes } from '#lib/metrics/ingest-limit.ts';
import { PointInput } from '#lib/metrics/schema.ts';
import { ParamValues, TagValues } from '#lib/params/schema.ts';
import { logBatch } from '#lib/runs/log-batch.ts';

// POST /api/v1/runs/{run}/batch: all of it or nothing. NaN and the infinities travel as texts. Any run takes tags; what a
// job measured takes none from outside, because reproductions are compared with it.

export const POST = defineRoute({
  summary: 'Log metrics, params and tags of a run in one transaction',
  auth: 'owner',
  params: z.object({ run: z.string() }),
  body: z.object({
    metrics: z.array(PointInput).max(50_000).optional(),
    params: ParamValues.optional(),
    tags: TagValues.optional(),
  }),
  limits: { bodyBytes: 16 * 1024 * 1024, admit: enterBytes },
  answer: { status: 204 },
  handler: async ({ ctx, params, body }) => {
    const metrics = body.metrics?.map((point) => ({ ...point, value: Number(point.value) }));
    await logBatch({ ctx, input: { runId: params.run, ...body, metrics } });
    return undefined;
  },
});
