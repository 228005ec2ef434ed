import { z } from 'zod';
import { getActivity } from '#lib/experiments/get-activity.ts';
import { ExperimentActivity } from '#lib/experiments/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET /api/v1/experiments/activity: apart from the list, whose rows need not wait for it.

export const GET = defineRoute({
  summary: 'What went on in experiments in the last thirty days',
  description: 'Days are those of UTC. Experiments that the project does not have are left out.',
  auth: 'owner',
  query: z.object({
    experiment: z
      .array(z.coerce.number().int().positive().max(2_147_483_647))
      .min(1)
      .max(200)
      .describe('Numbers of experiments; repeat it'),
  }),
  answer: z.object({ today: z.iso.date(), items: z.array(ExperimentActivity) }),
  handler: ({ ctx, query }) => getActivity({ ctx, input: { experiments: query.experiment } }),
});
