import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { addToHistory, modelHistoryTag } from '#lib/mlflow/model-history.ts';
import { readRunId, runIdFields } from '#lib/mlflow/run.ts';
import { changeTag } from '#lib/tags/change-tag.ts';

// POST /api/2.0/mlflow/runs/log-model: what clients before MLflow 3 call when files of a model are uploaded.

export const POST = defineMlflowRoute({
  summary: 'Note a model among the files of a run',
  auth: 'owner',
  input: z.object({ ...runIdFields, model_json: z.string().min(1) }),
  handler: async ({ ctx, input }) => {
    const change = (history: string | undefined) => addToHistory(history, input.model_json);
    await changeTag({ ctx, input: { runId: readRunId(input), key: modelHistoryTag, change } });
    return undefined;
  },
});
