import type { z } from 'zod';
import type { Ctx } from '../context.ts';
import type { PreparedJob } from './queue-prepared.ts';
import { prepareBatchPredict } from './submit-batch-predict.ts';
import { prepareEvaluate } from './submit-evaluate.ts';
import { SubmitBatchPredictInput, SubmitEvaluateInput, SubmitTrainInput } from './submit-schema.ts';
import { prepareTrain } from './submit-train.ts';

/** Kinds of work that people submit, and schedules for them. */
export const submittedKinds = ['batch-predict', 'evaluate', 'train'] as const;
export type SubmittedKind = (typeof submittedKinds)[number];

/** What a payload of each kind looks like. */
export const submitInputs: Record<SubmittedKind, z.ZodType> = {
  'batch-predict': SubmitBatchPredictInput,
  evaluate: SubmitEvaluateInput,
  train: SubmitTrainInput,
};

const prepare = { 'batch-predict': prepareBatchPredict, evaluate: prepareEvaluate, train: prepareTrain };

/** Finds and checks all that a job of this kind needs. @throws DomainError INVALID_INPUT, NOT_FOUND, UNPROCESSABLE */
export function prepareJob(ctx: Ctx, kind: SubmittedKind, payload: unknown): Promise<PreparedJob> {
  return prepare[kind](ctx, payload);
}
