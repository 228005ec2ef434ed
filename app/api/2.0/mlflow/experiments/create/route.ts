import { z } from 'zod';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { ExperimentNameText, ExperimentTagList, readExperimentTags } from '#lib/mlflow/experiment.ts';
import { OptionalText } from '#lib/mlflow/wire.ts';

// POST /api/2.0/mlflow/experiments/create: the name of a deleted experiment stays taken.

export const POST = defineMlflowRoute({
  summary: 'Make an experiment',
  auth: 'owner',
  conflict: 'RESOURCE_ALREADY_EXISTS',
  input: z.object({ name: ExperimentNameText, artifact_location: OptionalText, tags: ExperimentTagList }),
  handler: async ({ ctx, input }) => {
    const { id } = await createExperiment({
      ctx,
      input: {
        name: input.name,
        artifactLocation: input.artifact_location || null,
        tags: readExperimentTags(input.tags),
      },
    });
    return { experiment_id: String(id) };
  },
});
