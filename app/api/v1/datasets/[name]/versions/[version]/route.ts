import { getVersion } from '#lib/datasets/get-version.ts';
import { VersionDetail } from '#lib/datasets/schema.ts';
import { toReference, VersionParams } from '#lib/datasets/version-params.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET /api/v1/datasets/<name>/versions/<number or latest>

export const GET = defineRoute({
  summary: 'A version: schema, profile, files with digests, where it came from',
  auth: 'owner',
  params: VersionParams,
  answer: VersionDetail,
  handler: ({ ctx, params }) => getVersion({ ctx, input: toReference(params) }),
});
