import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { deleteAlias } from '#lib/models/delete-alias.ts';
import { requireModelVersion } from '#lib/models/require-model-version.ts';
import { ModelVersionDetail } from '#lib/models/schema.ts';
import { serializeModelVersionDetail } from '#lib/models/serialize-model-version.ts';
import { setAlias } from '#lib/models/set-alias.ts';

// GET, PUT, DELETE /api/v1/models/{model}/aliases/{alias}

const params = z.object({ model: z.string(), alias: z.string() });

export const GET = defineRoute({
  summary: 'The version an alias points at',
  auth: 'owner',
  params,
  answer: ModelVersionDetail,
  handler: async ({ ctx, params: { model, alias } }) =>
    serializeModelVersionDetail(await requireModelVersion(ctx, { name: model, alias })),
});

export const PUT = defineRoute({
  summary: 'Point an alias at a version, or move it there',
  auth: 'owner',
  params,
  body: z.object({ version: z.number().int().min(1).max(2_147_483_647) }),
  answer: z.object({ model: z.string(), alias: z.string(), version: z.number() }),
  handler: ({ ctx, params, body }) => setAlias({ ctx, input: { ...params, ...body } }),
});

export const DELETE = defineRoute({
  summary: 'Remove an alias; the version stays',
  auth: 'owner',
  params,
  answer: { status: 204 },
  handler: async ({ ctx, params }) => {
    await deleteAlias({ ctx, input: params });
    return undefined;
  },
});
