import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { editRun } from '#lib/runs/edit-run.ts';
import { getRun } from '#lib/runs/get-run.ts';
import { RunDetail, RunParts, UpdateRunInput } from '#lib/runs/schema.ts';

// GET, PATCH /api/v1/runs/{run}?without=params&without=metrics: archived ones too. Archiving is a PATCH, nothing is deleted.

const params = z.object({ run: z.string() });

export const GET = defineRoute({
  summary: 'One run with params, tags, last metrics, inputs and outputs',
  auth: 'owner',
  params,
  query: z.object({ without: RunParts.optional() }),
  answer: RunDetail,
  handler: ({ ctx, params, query }) => getRun({ ctx, input: { runId: params.run, without: query.without } }),
});

export const PATCH = defineRoute({
  summary: 'Rename a run, write its note and its tags, archive or restore it',
  auth: 'owner',
  params,
  body: UpdateRunInput,
  answer: RunDetail,
  handler: async ({ ctx, params: { run: runId }, body }) => {
    await editRun({ ctx, input: { runId, ...body } });
    return getRun({ ctx, input: { runId } });
  },
});
