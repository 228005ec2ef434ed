import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listReproductions } from '#lib/reproduce/list-reproductions.ts';
import { ReproductionAnswer, StartReproductionInput } from '#lib/reproduce/schema.ts';
import { startReproduction } from '#lib/reproduce/start-reproduction.ts';

// GET, POST /api/v1/runs/{run}/reproductions

const params = z.object({ run: z.string() });

export const GET = defineRoute({
  summary: 'Reproductions of a run with their verdicts, newest first',
  auth: 'owner',
  params,
  answer: z.object({ items: z.array(ReproductionAnswer) }),
  handler: async ({ ctx, params: { run } }) => ({ items: await listReproductions({ ctx, input: { runId: run } }) }),
});

export const POST = defineRoute({
  summary: 'Execute the recipe of a run again and compare',
  description:
    'The verdict appears in the reproduction when the last execution has ended; runId is the run of the job that waits for them.',
  auth: 'owner',
  params,
  body: StartReproductionInput,
  answer: { status: 201, schema: z.object({ reproductionId: z.string(), jobId: z.string(), runId: z.string() }) },
  idempotent: true,
  handler: ({ ctx, params: { run }, body }) => startReproduction({ ctx, input: { ...body, runId: run } }),
});
