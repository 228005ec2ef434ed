import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { maxTagLength } from '#lib/params/schema.ts';
import { editRun } from '#lib/runs/edit-run.ts';

// PUT, DELETE /api/v1/runs/{run}/tags/{key}

const params = z.object({ run: z.string(), key: z.string().max(250) });

export const PUT = defineRoute({
  summary: 'Set a tag of a run',
  auth: 'owner',
  params,
  body: z.object({ value: z.string().max(maxTagLength) }),
  answer: { status: 204 },
  handler: async ({ ctx, params: { run, key }, body }) => {
    await editRun({ ctx, input: { runId: run, tags: { [key]: body.value } } });
    return undefined;
  },
});

export const DELETE = defineRoute({
  summary: 'Remove a tag of a run',
  auth: 'owner',
  params,
  answer: { status: 204 },
  handler: async ({ ctx, params: { run, key } }) => {
    await editRun({ ctx, input: { runId: run, tags: { [key]: null } } });
    return undefined;
  },
});
