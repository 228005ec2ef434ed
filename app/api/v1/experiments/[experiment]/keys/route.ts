import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listKeys } from '#lib/runs/table/list-keys.ts';
import { KeysAnswer, ListKeysInput } from '#lib/runs/table/schema.ts';

// GET /api/v1/experiments/{experiment}/keys?kind=metric&text=loss

export const GET = defineRoute({
  summary: 'The different keys of metrics, params or tags of the runs of an experiment',
  description:
    'Keys that begin with the text come first. Of an experiment with more than 20,000 keys `complete` is false.',
  auth: 'owner',
  params: z.object({ experiment: z.coerce.number().int().positive() }),
  query: ListKeysInput,
  answer: KeysAnswer,
  handler: ({ ctx, params, query }) => listKeys({ ctx, input: { experimentId: params.experiment, ...query } }),
});
