import { z } from 'zod';
import { DatasetName } from '../datasets/schema.ts';
import { ExperimentName } from '../experiments/schema.ts';
import { AliasName, ModelName, ModelReference } from '../models/schema.ts';
import { backends, tfjsBackends } from '../queue/kinds/backends.ts';
import { evaluateOptions } from '../queue/kinds/evaluate.ts';
import { DatasetReference, TrainRecipe } from '../queue/kinds/train.ts';
import { textUpTo } from '../text-length.ts';

const RunName = textUpTo(250, { trim: true }).min(1);

const experiment = {
  /** The experiment's number. */
  experimentId: z.number().int().positive().optional(),
  /** Or its name; made when it is not there. Neither: `Default`. */
  experiment: ExperimentName.optional(),
};

/** Payload of POST /api/v1/jobs for kind `train`. */
export const SubmitTrainInput = z.strictObject({
  recipe: TrainRecipe,
  name: RunName.optional(),
  ...experiment,
  /** Registers the model when training ends. */
  register: z.strictObject({ model: ModelName, aliases: z.array(AliasName).max(16).default([]) }).optional(),
});
export type SubmitTrainInput = z.input<typeof SubmitTrainInput>;

/** Payload of POST /api/v1/jobs for kind `batch-predict`. */
export const SubmitBatchPredictInput = z.strictObject({
  model: ModelReference,
  dataset: DatasetReference,
  /** Name of the dataset that receives the prediction set as its next version. */
  output: DatasetName,
  name: RunName.optional(),
  rowsPerPartition: z.number().int().min(1).max(5_000_000).default(100_000),
  backend: z.enum(['auto', ...backends]).default('auto'),
  /** Input of the model -> column of the dataset, where their names differ. */
  columns: z.record(z.string().min(1), z.string().min(1)).default({}),
  /** Columns copied beside each prediction; none: the row's number in the version. */
  idColumns: z.array(z.string().min(1)).max(32).default([]),
  /** The job fails when more rows than this cannot be predicted. */
  maxQuarantined: z.number().int().min(0).default(0),
});
export type SubmitBatchPredictInput = z.input<typeof SubmitBatchPredictInput>;

/** Payload of POST /api/v1/jobs for kind `evaluate`. */
export const SubmitEvaluateInput = z.strictObject({
  model: ModelReference,
  dataset: DatasetReference,
  /** Another model to compare with. */
  baseline: ModelReference.optional(),
  name: RunName.optional(),
  ...experiment,
  backend: z.enum(['auto', ...tfjsBackends]).default('auto'),
  ...evaluateOptions,
});
export type SubmitEvaluateInput = z.input<typeof SubmitEvaluateInput>;
