import { z } from 'zod';
import { openVersionFile } from '#lib/datasets/open-version-file.ts';
import { toReference, VersionParams } from '#lib/datasets/version-params.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { serveBytes } from '#lib/http/serve-bytes.ts';

// GET /api/v1/datasets/<name>/versions/<version>/files/<path>: looked up in the manifest, never opened as a path.

export const GET = defineRoute({
  summary: 'Download a file of a version; Range is honoured',
  auth: 'owner',
  params: VersionParams.extend({ path: z.array(z.string()) }),
  answer: 'stream',
  handler: async ({ ctx, params, request }) => {
    const file = await openVersionFile({ ctx, input: { ...toReference(params), path: params.path.join('/') } });
    return serveBytes({ request, ...file });
  },
});
