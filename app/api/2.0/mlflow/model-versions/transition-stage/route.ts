import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { modelVersionNumber } from '#lib/mlflow/model-version-number.ts';
import { Bool } from '#lib/mlflow/wire.ts';
import { moveToStage } from '#lib/models/move-to-stage.ts';
import { answerVersion } from '#lib/models/registry-answers.ts';

// POST /api/2.0/mlflow/model-versions/transition-stage

export const POST = defineMlflowRoute({
  summary: 'Move a model version to a stage',
  auth: 'owner',
  input: z.object({
    name: z.string(),
    version: modelVersionNumber,
    stage: z.string(),
    archive_existing_versions: Bool.default(false),
  }),
  handler: async ({ ctx, input: { name, version, stage, archive_existing_versions } }) => {
    await moveToStage({ ctx, input: { name, version, stage, archiveOthers: archive_existing_versions } });
    return answerVersion(ctx, name, version);
  },
});
