import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { nextCursor, pageQuery } from '#lib/http/page-query.ts';
import { listJobs } from '#lib/queue/list-jobs.ts';
import { JobAnswer, JobState } from '#lib/queue/schema.ts';
import { submitBatchPredict } from '#lib/runs/submit-batch-predict.ts';
import { submitEvaluate } from '#lib/runs/submit-evaluate.ts';
import { SubmitBatchPredictInput, SubmitEvaluateInput, SubmitTrainInput } from '#lib/runs/submit-schema.ts';
import { submitTrain } from '#lib/runs/submit-train.ts';

// GET, POST /api/v1/jobs: imports and splits are queued below /datasets, reproductions below /runs.

export const GET = defineRoute({
  summary: 'List jobs, newest first',
  auth: 'owner',
  query: z.object({
    state: z.array(JobState).optional().describe('Only jobs in one of these states; may be repeated'),
    kind: z.string().optional(),
    runId: z.string().optional(),
    q: z.string().max(250).optional().describe('Part of the name of its run'),
    ...pageQuery,
  }),
  answer: z.object({ items: z.array(JobAnswer), nextCursor }),
  handler: ({ ctx, query }) => {
    const { state, ...rest } = query;
    return listJobs({ ctx, input: { ...rest, states: state } });
  },
});

const submit = { train: submitTrain, evaluate: submitEvaluate, 'batch-predict': submitBatchPredict };

export const POST = defineRoute({
  summary: 'Queue work: train a model, evaluate one, or predict a dataset',
  description:
    'Names and aliases are resolved now: the recipe that is sealed names every input by digest, and pins the backend.',
  auth: 'owner',
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('train'), payload: SubmitTrainInput }),
    z.object({ kind: z.literal('evaluate'), payload: SubmitEvaluateInput }),
    z.object({ kind: z.literal('batch-predict'), payload: SubmitBatchPredictInput }),
  ]),
  answer: { status: 202, schema: z.object({ jobId: z.string(), runId: z.string() }) },
  idempotent: true,
  handler: ({ ctx, body }) => submit[body.kind]({ ctx, input: body.payload }),
});
