import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { mlflowModelVersion } from '#lib/mlflow/model-version.ts';
import { repeated } from '#lib/mlflow/wire.ts';
import { latestVersions } from '#lib/models/latest-versions.ts';
import { requireModel } from '#lib/models/require-model.ts';
import { canonicalStage } from '#lib/models/stage.ts';

// GET, POST /api/2.0/mlflow/registered-models/get-latest-versions: of the stages named, or of all.

const route = defineMlflowRoute({
  summary: 'The newest version of each stage',
  auth: 'owner',
  input: z.object({ name: z.string(), stages: repeated(z.string()) }),
  handler: async ({ ctx, input }) => {
    const stages = new Set<string>(input.stages.map(canonicalStage));
    const { id } = await requireModel(ctx, input.name);
    const latest = await latestVersions(ctx, [id]);
    const asked = latest.filter((version) => stages.size === 0 || stages.has(version.stage));
    return asked.length === 0 ? {} : { model_versions: asked.map(mlflowModelVersion) };
  },
});

export const GET = route;
export const POST = route;
