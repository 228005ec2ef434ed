import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { KeyText, paramValue } from '#lib/mlflow/names.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';
import { OptionalText } from '#lib/mlflow/wire.ts';
import { setParams } from '#lib/params/set-params.ts';

// POST /api/2.0/mlflow/runs/log-parameter: the same value again is fine, another one is refused. Long values are cut.

export const POST = defineMlflowRoute({
  summary: 'Log a param of a run',
  auth: 'owner',
  input: z.object({ ...runIdFields, key: KeyText, value: OptionalText }),
  handler: async ({ ctx, input }) => {
    const params = { [input.key]: paramValue(input.value ?? '') };
    await setParams({ ctx, input: { runId: readRunId(input), params } });
    return undefined;
  },
});
