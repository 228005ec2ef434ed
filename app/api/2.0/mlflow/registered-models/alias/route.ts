import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { modelVersionNumber } from '#lib/mlflow/model-version-number.ts';
import { deleteAlias } from '#lib/models/delete-alias.ts';
import { answerVersion } from '#lib/models/registry-answers.ts';
import { requireAlias } from '#lib/models/require-alias.ts';
import { setAlias } from '#lib/models/set-alias.ts';

// POST, DELETE, GET /api/2.0/mlflow/registered-models/alias: an alias that is not there answers 400, as with MLflow.

export const POST = defineMlflowRoute({
  summary: 'Point an alias at a version',
  auth: 'owner',
  input: z.object({ name: z.string(), alias: z.string(), version: modelVersionNumber }),
  handler: async ({ ctx, input: { name, alias, version } }) => {
    await setAlias({ ctx, input: { model: name, alias, version } });
    return undefined;
  },
});

export const DELETE = defineMlflowRoute({
  summary: 'Remove an alias',
  auth: 'owner',
  input: z.object({ name: z.string(), alias: z.string().min(1) }),
  handler: async ({ ctx, input: { name, alias } }) => {
    await deleteAlias({ ctx, input: { model: name, alias, ifThere: true } });
    return undefined;
  },
});

export const GET = defineMlflowRoute({
  summary: 'The version that an alias points at',
  auth: 'owner',
  input: z.object({ name: z.string(), alias: z.string().min(1) }),
  handler: async ({ ctx, input: { name, alias } }) => answerVersion(ctx, name, await requireAlias(ctx, name, alias)),
});
