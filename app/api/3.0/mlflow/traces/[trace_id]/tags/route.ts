import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { TagKey } from '#lib/mlflow/trace.ts';
import { deleteTraceTag } from '#lib/traces/delete-trace-tag.ts';
import { setTraceTag } from '#lib/traces/set-trace-tag.ts';

// PATCH, DELETE /api/3.0/mlflow/traces/{trace_id}/tags: DELETE has its key in the body.

const params = { trace_id: z.string() };

export const PATCH = defineMlflowRoute({
  summary: 'Write a tag of a trace',
  auth: 'owner',
  input: z.object({ ...params, key: TagKey, value: z.string().default('') }),
  handler: async ({ ctx, input: { trace_id, key, value } }) => {
    await setTraceTag({ ctx, input: { id: trace_id, key, value } });
    return undefined;
  },
});

export const DELETE = defineMlflowRoute({
  summary: 'Remove a tag of a trace',
  auth: 'owner',
  input: z.object({ ...params, key: z.string().min(1) }),
  handler: async ({ ctx, input: { trace_id, key } }) => {
    await deleteTraceTag({ ctx, input: { id: trace_id, key } });
    return undefined;
  },
});
