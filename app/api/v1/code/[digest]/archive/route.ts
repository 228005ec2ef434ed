import { z } from 'zod';
import { DomainError } from '#lib/errors.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { serveBytes } from '#lib/http/serve-bytes.ts';
import { getCodeVersion } from '#lib/recipes/get-code-version.ts';

// GET /api/v1/code/{digest}/archive: the sources themselves, as a tar file.

export const GET = defineRoute({
  summary: 'Download the sources of a built-in kind at one version',
  auth: 'owner',
  params: z.object({ digest: z.string() }),
  answer: 'stream',
  handler: async ({ ctx, params, request }) => {
    const { archive, digest } = await getCodeVersion({ ctx, input: params });
    if (!archive) throw new DomainError('NOT_FOUND', `The sources of ${digest} were not archived.`);
    return serveBytes({
      request,
      name: `traza-${digest.slice(0, 12)}.tar`,
      mime: 'application/x-tar',
      ...archive,
      open: (range) => ctx.blobs.open(archive.digest, range),
    });
  },
});
