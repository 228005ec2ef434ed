import { z } from 'zod';
import { defineJobKind } from '../job-kind.ts';

/** Payload of a batch inference job, resolved: versions by id, the backend pinned. */
export const BatchPredictPayload = z.strictObject({
  modelVersionId: z.string(),
  datasetVersionId: z.string(),
  /** Name of the dataset that receives the prediction set as its next version. */
  output: z.string().min(1),
  /** Rows of one partition: the unit a worker takes, and one output file. */
  rowsPerPartition: z.number().int().min(1).max(5_000_000),
  /** Rows scored at once. */
  batchSize: z.number().int().min(1).max(262_144),
  backend: z.string().min(1),
  /** false in a reproduction: the partitions are written and compared, no version is made. */
  publish: z.boolean(),
  /** Columns copied beside each prediction; empty: the row's number in the version. */
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
  // More threads give other bits in some backends, and partitions already run side by side.
  childEnvironment: () => ({
    TF_NUM_INTRAOP_THREADS: '1',
    TF_NUM_INTEROP_THREADS: '1',
    OMP_NUM_THREADS: '1',
    TF_CPP_MIN_LOG_LEVEL: '2',
  }),
});
