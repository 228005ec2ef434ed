import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { getCodeVersion } from '#lib/recipes/get-code-version.ts';
import { CodeVersionAnswer } from '#lib/recipes/schema.ts';

// GET /api/v1/code/{digest}

export const GET = defineRoute({
  summary: 'The files of a built-in kind at one version, with their digests',
  auth: 'owner',
  params: z.object({ digest: z.string() }),
  answer: CodeVersionAnswer,
  handler: ({ ctx, params }) => getCodeVersion({ ctx, input: params }),
});
