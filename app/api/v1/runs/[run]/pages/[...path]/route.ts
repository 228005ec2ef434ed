import { z } from 'zod';
import { requireArtifact } from '#lib/artifacts/require-artifact.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { servePage } from '#lib/http/serve-page.ts';

// GET /api/v1/runs/{run}/pages/{path}: an HTML file for the frame of its preview, locked into a sandbox.

export const GET = defineRoute({
  summary: 'Show an HTML file of a run in a sandbox without origin and network',
  auth: 'owner',
  params: z.object({ run: z.string(), path: z.array(z.string()) }),
  answer: 'stream',
  handler: async ({ ctx, params: { run, path }, request }) =>
    servePage({ ctx, request, file: await requireArtifact(ctx, run, path.join('/')) }),
});
