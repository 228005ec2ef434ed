import { z } from 'zod';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { getExperiment } from '#lib/experiments/get-experiment.ts';
import { listExperiments } from '#lib/experiments/list-experiments.ts';
import { CreateExperimentInput, ExperimentAnswer } from '#lib/experiments/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET, POST /api/v1/experiments

export const GET = defineRoute({
  summary: 'List experiments, newest first',
  auth: 'owner',
  query: z.object({ archived: z.stringbool().optional().describe('true: only archived ones') }),
  answer: z.object({ items: z.array(ExperimentAnswer) }),
  handler: async ({ ctx, query }) => ({ items: await listExperiments({ ctx, input: query }) }),
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
