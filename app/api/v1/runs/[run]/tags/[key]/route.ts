import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { TagValue } from '#lib/params/schema.ts';
import { editRun } from '#lib/runs/edit-run.ts';
import { textUpTo } from '#lib/text-length.ts';

// PUT, DELETE /api/v1/runs/{run}/tags/{key}

const params = z.object({ run: z.string(), key: textUpTo(250) });

export const PUT = defineRoute({
  summary: 'Set a tag of a run',
  auth: 'owner',
  params,
  body: z.object({ value: TagValue }),
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
