import { z } from 'zod';
import { DomainError } from '#lib/errors.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { serveBytes } from '#lib/http/serve-bytes.ts';
import { requireCode } from '#lib/recipes/require-code.ts';

// GET /api/v1/code/{digest}/archive

export const GET = defineRoute({
  summary: 'Download the sources of a version as a tar archive',
  auth: 'owner',
  params: z.object({ digest: z.string() }),
  answer: 'stream',
  handler: async ({ ctx, params, request }) => {
    const code = await requireCode(ctx, params.digest);
    const archive = code.archiveDigest === null ? null : await ctx.blobs.stat(code.archiveDigest);
    if (!archive) throw new DomainError('NOT_FOUND', `Code ${code.digest} was kept without an archive.`);
    return serveBytes({
      request,
      name: `traza-code-${code.digest.slice(0, 12)}.tar`,
      size: archive.size,
      digest: archive.digest,
      mime: 'application/x-tar',
      open: (range) => ctx.blobs.open(archive.digest, range),
    });
  },
});
