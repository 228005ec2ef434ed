import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { repeated } from '#lib/mlflow/wire.ts';
import { linkPrompts } from '#lib/traces/link-prompts.ts';

// POST /api/2.0/mlflow/traces/link-prompts: kept in the tag by which MLflow's clients read it.

export const POST = defineMlflowRoute({
  summary: 'Say which versions of prompts a trace used',
  auth: 'owner',
  input: z.object({
    trace_id: z.string(),
    prompt_versions: repeated(
      z.object({ name: z.string(), version: z.union([z.string(), z.number()]).transform(String) }),
    ),
  }),
  handler: async ({ ctx, input: { trace_id, prompt_versions } }) => {
    await linkPrompts({ ctx, input: { id: trace_id, prompts: prompt_versions } });
    return undefined;
  },
});
