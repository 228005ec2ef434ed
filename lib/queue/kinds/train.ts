import { z } from 'zod';
import { defineJobKind } from '../job-kind.ts';
import { tfjsBackends } from './backends.ts';
import { numericEnvironment } from './numeric-environment.ts';

/** A dataset version: by the name of its dataset and its number (the newest when left out), or by its own id. */
export const DatasetReference = z
  .strictObject({
    name: z.string().min(1).optional(),
    /** Id of the dataset version, 32 hex digits. */
    id: z.string().min(1).optional(),
    version: z.number().int().min(1).optional(),
    /** The newest version that was there at this time. */
    asOf: z.iso.datetime({ offset: true }).optional(),
  })
  .refine((ref) => (ref.name === undefined) !== (ref.id === undefined), {
    error: 'give either name (and version) or the id of a dataset version',
  })
  .refine((ref) => ref.asOf === undefined || (ref.name !== undefined && ref.version === undefined), {
    error: 'goes with the name of a dataset, and in place of a version',
    path: ['asOf'],
  })
  .refine((ref) => ref.id === undefined || ref.version === undefined, {
    error: 'version goes with name; an id already names one version',
    path: ['version'],
  });
export type DatasetReference = z.infer<typeof DatasetReference>;

/** Parts of a point in time. weekday runs from 1 (Monday) to 7, month and day count from 1. */
export const Extract = z.enum([
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'dayofyear',
  'weekday',
  'hour',
  'minute',
  'second',
]);
export type Extract = z.infer<typeof Extract>;

const maxCategories = z.number().int().min(1).max(100_000);

export const Encoder = z.discriminatedUnion('kind', [
  /** (x - mean) / standard deviation of the training rows. */
  z.strictObject({ kind: z.literal('standardize') }),
  /** sin and cos of each harmonic of x / period. The period may be left out where `extract` implies it. */
  z.strictObject({
    kind: z.literal('cyclic'),
    period: z.number().positive().optional(),
    harmonics: z.number().int().min(1).max(16).default(1),
  }),
  /** One input for each of the most frequent values. */
  z.strictObject({ kind: z.literal('one-hot'), maxCategories: maxCategories.default(50) }),
  /** A learnt vector of `size` for each of the most frequent values. */
  z.strictObject({
    kind: z.literal('embedding'),
    size: z.number().int().min(1).max(512).default(8),
    maxCategories: maxCategories.default(10_000),
  }),
]);
export type Encoder = z.infer<typeof Encoder>;

export const Feature = z.strictObject({
  /** Defaults to the column, or column.extract. */
  name: z.string().min(1).optional(),
  column: z.string().min(1, 'name a column of the dataset'),
  extract: Extract.optional(),
  encoder: Encoder,
});
export type Feature = z.infer<typeof Feature>;

const scalar = z.union([z.number(), z.string(), z.boolean()]);

export const Target = z
  .strictObject({
    column: z.string().min(1, 'name a column of the dataset'),
    /** Makes two classes of any column: rows where it holds are positive. */
    rule: z.strictObject({ op: z.enum(['>', '>=', '<', '<=', '=', '!=']), value: scalar }).optional(),
    /** Which of two values is the positive class; without it the later one in sorting order. */
    positive: scalar.optional(),
  })
  .refine((target) => !(target.rule && target.positive !== undefined), {
    error: 'a rule already says which rows are positive',
    path: ['positive'],
  });

export const Task = z.enum(['binary', 'multiclass', 'regression']);
export type Task = z.infer<typeof Task>;

const lossesOf: Record<Task, readonly string[]> = {
  binary: ['cross-entropy'],
  multiclass: ['cross-entropy'],
  regression: ['mse', 'mae', 'huber'],
};

/** Metrics of each epoch that early stopping can watch, and whether more is better. */
export const epochMetrics: Record<Task, Record<string, 'max' | 'min'>> = {
  binary: {
    'train/loss': 'min',
    'eval/loss': 'min',
    'eval/auc': 'max',
    'eval/log_loss': 'min',
    'eval/brier': 'min',
    'eval/accuracy': 'max',
    'eval/f1': 'max',
  },
  multiclass: {
    'train/loss': 'min',
    'eval/loss': 'min',
    'eval/log_loss': 'min',
    'eval/accuracy': 'max',
    'eval/macro_f1': 'max',
  },
  regression: { 'train/loss': 'min', 'eval/loss': 'min', 'eval/rmse': 'min', 'eval/mae': 'min', 'eval/r2': 'max' },
};

export const TrainRecipe = z
  .strictObject({
    dataset: DatasetReference,
    /** Scored after every epoch. Without it, `holdout` takes a share of the rows of `dataset`. */
    evaluation: DatasetReference.optional(),
    holdout: z.number().min(0.01).max(0.9).optional(),
    /** Inferred from the target when left out: a rule, a boolean or two values: binary; text: multiclass; else regression. */
    task: Task.optional(),
    target: Target,
    features: z.array(Feature).min(1, 'a model needs at least one feature').max(2_000),
    /** Widths of the hidden layers. None: logistic or linear regression. */
    layers: z.array(z.number().int().min(1).max(8_192)).max(16).default([64, 32]),
    activation: z.enum(['relu', 'tanh', 'elu', 'sigmoid']).default('relu'),
    dropout: z.number().min(0).max(0.95).default(0),
    optimizer: z
      .strictObject({
        kind: z.enum(['adam', 'sgd', 'rmsprop']).default('adam'),
        learningRate: z.number().positive().default(0.001),
      })
      .default({ kind: 'adam', learningRate: 0.001 }),
    loss: z.enum(['cross-entropy', 'mse', 'mae', 'huber']).optional(),
    batchSize: z.number().int().min(1).max(65_536).default(1_024),
    epochs: z.number().int().min(1).max(10_000).default(5),
    earlyStopping: z
      .strictObject({
        metric: z.string().default('eval/loss'),
        patience: z.number().int().min(1).default(3),
        minDelta: z.number().min(0).default(0),
        restoreBest: z.boolean().default(true),
      })
      .optional(),
    classWeights: z.union([z.enum(['none', 'balanced']), z.record(z.string(), z.number().min(0))]).default('none'),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .default(1),
    /** `auto` is resolved when the job is queued, so that the recipe pins what runs. */
    backend: z.enum(['auto', ...tfjsBackends]).default('auto'),
    threads: z.number().int().min(1).max(64).default(1),
    logEveryBatches: z.number().int().min(1).default(50),
  })
  .superRefine((recipe, ctx) => {
    if (recipe.evaluation && recipe.holdout !== undefined) {
      ctx.addIssue({
        code: 'custom',
        path: ['holdout'],
        message: 'an evaluation dataset is given: leave one of the two out',
      });
    }
    const names = new Set<string>();
    for (const [index, feature] of recipe.features.entries()) {
      const name = featureName(feature);
      if (names.has(name)) {
        ctx.addIssue({
          code: 'custom',
          path: ['features', index, 'name'],
          message: `two features are called "${name}": give one a name of its own`,
        });
      }
      names.add(name);
      if (feature.column === recipe.target.column) {
        ctx.addIssue({
          code: 'custom',
          path: ['features', index, 'column'],
          message: `"${feature.column}" is the target: a model that sees it learns nothing else`,
        });
      }
      if (
        feature.encoder.kind === 'cyclic' &&
        feature.encoder.period === undefined &&
        periodOf(feature.extract) === undefined
      ) {
        ctx.addIssue({
          code: 'custom',
          path: ['features', index, 'encoder', 'period'],
          message: 'how far until the value comes round again, e.g. 360 for degrees',
        });
      }
    }
    const tasks = recipe.task ? [recipe.task] : recipe.target.rule ? (['binary'] as const) : Task.options;
    if (recipe.loss && !tasks.some((task) => lossesOf[task].includes(recipe.loss ?? ''))) {
      ctx.addIssue({
        code: 'custom',
        path: ['loss'],
        message: `a ${tasks.join(' or ')} task takes ${tasks.flatMap((task) => lossesOf[task]).join(', ')}`,
      });
    }
    if (recipe.target.rule && recipe.task && recipe.task !== 'binary') {
      ctx.addIssue({
        code: 'custom',
        path: ['task'],
        message: 'a target with a rule has two classes: the task is binary',
      });
    }
    if (recipe.earlyStopping) {
      const metric = recipe.earlyStopping.metric;
      if (!tasks.some((task) => metric in epochMetrics[task])) {
        const known = [...new Set(tasks.flatMap((task) => Object.keys(epochMetrics[task])))];
        ctx.addIssue({
          code: 'custom',
          path: ['earlyStopping', 'metric'],
          message: `"${metric}" is not measured; choose one of ${known.join(', ')}`,
        });
      } else if (metric.startsWith('eval/') && !recipe.evaluation && recipe.holdout === undefined) {
        ctx.addIssue({
          code: 'custom',
          path: ['earlyStopping', 'metric'],
          message: `"${metric}" needs an evaluation dataset or a holdout`,
        });
      }
    }
  });
export type TrainRecipe = z.infer<typeof TrainRecipe>;
export type TrainRecipeInput = z.input<typeof TrainRecipe>;

/** What a feature is called in the model, its signature and its errors. */
export function featureName(feature: {
  name?: string | undefined;
  column: string;
  extract?: string | undefined;
}): string {
  return feature.name ?? (feature.extract ? `${feature.column}.${feature.extract}` : feature.column);
}

const periods: Partial<Record<Extract, number>> = {
  quarter: 4,
  month: 12,
  week: 52.1775,
  day: 30.4369,
  dayofyear: 365.2425,
  weekday: 7,
  hour: 24,
  minute: 60,
  second: 60,
};

/** The period a part of time implies. Years do not come round. */
export function periodOf(extract: Extract | undefined): number | undefined {
  return extract === undefined ? undefined : periods[extract];
}

/** Losses a task can minimise; the first is its default. */
export function lossesFor(task: Task): readonly string[] {
  return lossesOf[task];
}

/** Payload of a training job, resolved: versions by id, the backend pinned in the recipe. */
export const TrainPayload = z.strictObject({
  recipe: TrainRecipe,
  datasetVersionId: z.string().min(1),
  evaluationVersionId: z.string().min(1).optional(),
  /** Makes the model the next version of this registered model when training ends. */
  register: z
    .strictObject({ model: z.string().min(1), aliases: z.array(z.string().min(1)).max(16).default([]) })
    .optional(),
});
export type TrainPayload = z.infer<typeof TrainPayload>;

export const trainKind = defineJobKind({
  kind: 'train',
  payload: TrainPayload,
  slots: 1,
  maxAttempts: 3,
  backend: ({ recipe }) => (recipe.backend === 'auto' ? undefined : recipe.backend),
  childEnvironment: (payload) => numericEnvironment({ threads: payload.recipe.threads }),
});
