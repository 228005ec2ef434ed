import { z } from 'zod';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { getExperiment } from '#lib/experiments/get-experiment.ts';
import { listExperiments } from '#lib/experiments/list-experiments.ts';
import { CreateExperimentInput, ExperimentAnswer, ExperimentSort } from '#lib/experiments/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';
import { nextCursor, pageQuery } from '#lib/http/page-query.ts';

// GET, POST /api/v1/experiments

export const GET = defineRoute({
  summary: 'List experiments, newest first',
  auth: 'owner',
  query: z.object({
    archived: z.stringbool().optional().describe('true: only archived ones'),
    q: z.string().max(250).optional().describe('Part of a name, a description, or a tag'),
    sort: ExperimentSort.optional().describe('What to order by; activity is when the newest run was made'),
    ascending: z.stringbool().optional().describe('true: the other way round'),
    ...pageQuery,
  }),
  answer: z.object({ items: z.array(ExperimentAnswer), nextCursor }),
  handler: ({ ctx, query }) => listExperiments({ ctx, input: query }),
});

export const POST = defineRoute({
  summary: 'Make an experiment',
  auth: 'owner',
  body: CreateExperimentInput,
  answer: { status: 201, schema: ExperimentAnswer },
  idempotent: true,
  handler: async ({ ctx, body }) => {
    const { id } = await createExperiment({ ctx, input: body });
    return getExperiment({ ctx, input: { experimentId: id } });
  },
});
