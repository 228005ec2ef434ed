import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { DatasetInputs, ModelInputs, readDatasetInputs } from '#lib/mlflow/inputs.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';
import { logInputs } from '#lib/runs/log-inputs.ts';

// POST /api/2.0/mlflow/runs/log-inputs: a dataset that is known by name and digest, and an input's tags, stay as they were.

export const POST = defineMlflowRoute({
  summary: 'Log datasets and models that a run read',
  auth: 'owner',
  input: z.object({ ...runIdFields, datasets: DatasetInputs, models: ModelInputs }),
  // A profile alone may have 16 million characters.
  limits: { bodyBytes: 64 * 1024 * 1024 },
  handler: async ({ ctx, input }) => {
    const runId = readRunId(input);
    const models = input.models.map((one) => one.model_id);
    await logInputs({ ctx, input: { runId, datasets: readDatasetInputs(input.datasets), models } });
    return undefined;
  },
});
