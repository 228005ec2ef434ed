import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listValues } from '#lib/runs/table/list-values.ts';
import { ListValuesInput, ValuesAnswer } from '#lib/runs/table/schema.ts';

// GET /api/v1/experiments/{experiment}/values?field=param:optimizer&text=ad

export const GET = defineRoute({
  summary: 'Different values of a param, a tag or an attribute among the runs of an experiment',
  description:
    'Values that begin with the text come first. A field with more than 2,000 values is searched for those that begin with ' +
    'the text, and among the first 2,000 for others: `complete` is false.',
  auth: 'owner',
  params: z.object({ experiment: z.coerce.number().int().positive() }),
  query: ListValuesInput,
  answer: ValuesAnswer,
  handler: ({ ctx, params, query }) => listValues({ ctx, input: { experimentId: params.experiment, ...query } }),
});
