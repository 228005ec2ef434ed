import { z } from 'zod';
import { getExperiment } from '#lib/experiments/get-experiment.ts';
import { ExperimentAnswer, UpdateExperimentInput } from '#lib/experiments/schema.ts';
import { updateExperiment } from '#lib/experiments/update-experiment.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET, PATCH /api/v1/experiments/{experiment}: archived ones too. Archiving is a PATCH, nothing is deleted.

const params = z.object({ experiment: z.coerce.number().int().positive() });

export const GET = defineRoute({
  summary: 'One experiment',
  auth: 'owner',
  params,
  answer: ExperimentAnswer,
  handler: ({ ctx, params: { experiment } }) => getExperiment({ ctx, input: { experimentId: experiment } }),
});

export const PATCH = defineRoute({
  summary: 'Change an experiment, archive or restore it',
  auth: 'owner',
  params,
  body: UpdateExperimentInput,
  answer: ExperimentAnswer,
  handler: ({ ctx, params: { experiment }, body }) =>
    updateExperiment({ ctx, input: { experimentId: experiment, ...body } }),
});
