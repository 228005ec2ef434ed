import { z } from 'zod';
import { requireFile } from '#lib/artifacts/require-file.ts';
import { requireOwner } from '#lib/artifacts/require-owner.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { serveFile } from '#lib/http/serve-file.ts';

// GET /api/v1/logged-models/{model}/artifacts/{path}

export const GET = defineRoute({
  summary: 'Download a file of a logged model; Range is honoured',
  auth: 'owner',
  params: z.object({ model: z.string(), path: z.array(z.string()) }),
  answer: 'stream',
  handler: async ({ ctx, params: { model: id, path }, request }) => {
    const owner = await requireOwner(ctx, { kind: 'logged-model', id });
    return serveFile({ ctx, request, file: await requireFile(ctx, owner, path.join('/')) });
  },
});
