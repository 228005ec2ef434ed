import { z } from 'zod';
import { defineJobKind } from '../job-kind.ts';
import { backends } from './backends.ts';
import { numericEnvironment } from './numeric-environment.ts';

/** Payload of a batch inference job, resolved: versions by id, the backend pinned. A run that belongs to a reproduction publishes nothing. */
export const BatchPredictPayload = z.strictObject({
  modelVersionId: z.string().min(1),
  datasetVersionId: z.string().min(1),
  /** Name of the dataset that receives the prediction set as its next version. */
  output: z.string().min(1),
  /** Rows of one partition: the unit a worker takes, and one output file. */
  rowsPerPartition: z.number().int().min(1).max(5_000_000),
  backend: z.enum(backends),
  /** Input of the model -> column of the dataset, where their names differ. */
  columns: z.record(z.string(), z.string()).default({}),
  /** Columns copied beside each prediction; none: the row's number in the version. */
  idColumns: z.array(z.string().min(1)).max(32),
  /** The job fails when more rows than this cannot be predicted. */
  maxQuarantined: z.number().int().min(0),
});
export type BatchPredictPayload = z.infer<typeof BatchPredictPayload>;

export const batchPredictKind = defineJobKind({
  kind: 'batch-predict',
  payload: BatchPredictPayload,
  slots: 1,
  maxAttempts: 5,
  resumes: true,
  joinable: true,
  backend: (payload) => payload.backend,
  // Partitions already run side by side, and more threads in one give other bits.
  childEnvironment: () => numericEnvironment({ threads: 1 }),
});
