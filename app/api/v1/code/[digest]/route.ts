import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { requireCode } from '#lib/recipes/require-code.ts';
import { CodeAnswer } from '#lib/recipes/schema.ts';

// GET /api/v1/code/{digest}

export const GET = defineRoute({
  summary: 'The sources of the built-in kinds at one version: files with their digests, git commit where known',
  auth: 'owner',
  params: z.object({ digest: z.string() }),
  answer: CodeAnswer,
  handler: async ({ ctx, params }) => {
    const code = await requireCode(ctx, params.digest);
    return {
      digest: code.digest,
      kind: code.kind,
      manifest: z.record(z.string(), z.string()).parse(code.manifest),
      archiveDigest: code.archiveDigest,
      gitCommit: code.gitCommit,
      createdAt: code.createdAt.toISOString(),
    };
  },
});
