import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { KeyText, tagValue } from '#lib/mlflow/names.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';
import { OptionalText } from '#lib/mlflow/wire.ts';
import { setTags } from '#lib/tags/set-tags.ts';

// POST /api/2.0/mlflow/runs/set-tag: the last value stands; mlflow.runName renames the run. Long values are cut.

export const POST = defineMlflowRoute({
  summary: 'Set a tag of a run',
  auth: 'owner',
  input: z.object({ ...runIdFields, key: KeyText, value: OptionalText }),
  handler: async ({ ctx, input }) => {
    const tags = { [input.key]: tagValue(input.key, input.value ?? '') };
    await setTags({ ctx, input: { runId: readRunId(input), tags } });
    return undefined;
  },
});
