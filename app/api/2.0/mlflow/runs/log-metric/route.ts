import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { enterBytes } from '#lib/metrics/ingest-limit.ts';
import { readLogMetric } from '#lib/mlflow/log-batch.ts';
import { logPackedBatch } from '#lib/runs/log-batch.ts';

// POST /api/2.0/mlflow/runs/log-metric: calls of the same moment share one transaction.

export const POST = defineMlflowRoute({
  summary: 'Log one point of a metric',
  auth: 'owner',
  input: z.record(z.string(), z.unknown()),
  limits: { admit: enterBytes },
  handler: async ({ ctx, input }) => {
    await logPackedBatch({ ctx, input: readLogMetric(input) });
    return {};
  },
});
