import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { enterBytes } from '#lib/metrics/ingest-limit.ts';
import { readLogBatch } from '#lib/mlflow/log-batch.ts';
import { logPackedBatch } from '#lib/runs/log-batch.ts';

// POST /api/2.0/mlflow/runs/log-batch: all of it or nothing. Its client sends it again when an answer is lost: points that
// are there already change nothing, and neither do params with the value they have.

export const POST = defineMlflowRoute({
  summary: 'Log metrics, params and tags of a run',
  auth: 'owner',
  input: z.record(z.string(), z.unknown()),
  limits: { admit: enterBytes },
  handler: async ({ ctx, input }) => {
    await logPackedBatch({ ctx, input: readLogBatch(input) });
    return {};
  },
});
