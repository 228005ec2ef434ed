import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { ExperimentIdText, readExperiment } from '#lib/mlflow/experiment.ts';
import { maxTagLength, optionalTextOf } from '#lib/mlflow/names.ts';
import { nameAndTags, readTags, serializeMlflowRun, TagList } from '#lib/mlflow/run.ts';
import { OptionalInt } from '#lib/mlflow/wire.ts';
import { createRun } from '#lib/runs/create-run.ts';

// POST /api/2.0/mlflow/runs/create: its client sends it again when an answer is lost, and may then leave an empty run.

export const POST = defineMlflowRoute({
  summary: 'Begin a run',
  auth: 'owner',
  input: z.object({
    experiment_id: ExperimentIdText.nullish(),
    user_id: optionalTextOf('user_id', 256),
    run_name: optionalTextOf('run_name', maxTagLength),
    start_time: OptionalInt,
    tags: TagList,
  }),
  handler: async ({ ctx, input }) => {
    const { name, tags } = nameAndTags(input.run_name, readTags(input.tags));
    const { record } = await createRun({
      ctx,
      input: {
        experimentId: readExperiment(input.experiment_id || undefined),
        name,
        tags,
        userName: input.user_id || undefined,
        startedAt: input.start_time,
      },
    });
    return { run: serializeMlflowRun(record) };
  },
});
