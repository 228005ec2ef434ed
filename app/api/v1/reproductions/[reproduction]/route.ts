import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { getReproduction } from '#lib/reproduce/list-reproductions.ts';
import { ReproductionAnswer } from '#lib/reproduce/schema.ts';

// GET /api/v1/reproductions/{reproduction}

export const GET = defineRoute({
  summary: 'One reproduction with its executions and the verdict',
  auth: 'owner',
  params: z.object({ reproduction: z.string() }),
  answer: ReproductionAnswer,
  handler: ({ ctx, params }) => getReproduction({ ctx, input: { reproductionId: params.reproduction } }),
});
