import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { Description, optionalTextOf } from '#lib/mlflow/names.ts';
import { repeated } from '#lib/mlflow/wire.ts';
import { createVersion } from '#lib/models/create-version.ts';
import { answerVersion } from '#lib/models/registry-answers.ts';

// POST /api/2.0/mlflow/model-versions/create: the source is kept as text and never opened by the server.

export const POST = defineMlflowRoute({
  summary: 'Make the next version of a registered model',
  auth: 'owner',
  input: z.object({
    name: z.string(),
    source: z.string(),
    run_id: z.string().max(64).nullish(),
    run_link: optionalTextOf('run_link', 500),
    description: Description,
    model_id: z.string().max(64).nullish(),
    tags: repeated(z.object({ key: z.string(), value: z.string().default('') })),
  }),
  handler: async ({ ctx, input }) => {
    const { name, number } = await createVersion({
      ctx,
      input: {
        name: input.name,
        source: input.source,
        tags: input.tags,
        runId: input.run_id || undefined,
        loggedModelId: input.model_id || undefined,
        runLink: input.run_link || undefined,
        description: input.description,
      },
    });
    return answerVersion(ctx, name, number);
  },
});
