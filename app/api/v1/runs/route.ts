import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { nextCursor, pageQuery } from '#lib/http/page-query.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { getRun } from '#lib/runs/get-run.ts';
import { listRuns } from '#lib/runs/list-runs.ts';
import { CreateRunInput, ListRunsInput, RunAnswer, RunDetail } from '#lib/runs/schema.ts';

// GET, POST /api/v1/runs: POST makes a run that the client logs itself; work for the platform goes to POST /api/v1/jobs.

export const GET = defineRoute({
  summary: 'List runs: filtered, sorted by creation or by a metric',
  auth: 'owner',
  query: ListRunsInput.extend(pageQuery),
  answer: z.object({ items: z.array(RunAnswer), nextCursor }),
  handler: ({ ctx, query }) => listRuns({ ctx, input: query }),
});

export const POST = defineRoute({
  summary: 'Begin a run that you log yourself',
  auth: 'owner',
  body: CreateRunInput,
  answer: { status: 201, schema: RunDetail },
  idempotent: true,
  handler: async ({ ctx, body }) => getRun({ ctx, input: await createRun({ ctx, input: body }) }),
});
