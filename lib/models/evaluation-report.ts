import { z } from 'zod';

/** Figures that do not exist (one class only, no rows) are null. */
const Metrics = z.record(z.string(), z.number().nullable());

const Segment = z.object({
  /** The value as text; null for rows without one. */
  value: z.string().nullable(),
  /** True for all values beyond the most frequent ones together. */
  others: z.boolean(),
  rows: z.number(),
  metrics: Metrics,
});

/** evaluation.json of an evaluation run: what its page draws. */
export const EvaluationReport = z.object({
  schema: z.literal(1),
  task: z.enum(['binary', 'multiclass', 'regression']),
  target: z.object({ column: z.string(), classes: z.array(z.string()).optional() }),
  /** Rows measured, and rows left out by why. */
  rows: z.number(),
  skipped: z.object({ invalid: z.number(), unknownClass: z.number(), unlabelled: z.number() }),
  /** binary: auc, average_precision, log_loss, brier, accuracy, precision, recall, f1, ece; multiclass: log_loss, accuracy, macro_f1; regression: rmse, mae, r2, bias. */
  metrics: Metrics,
  baseline: z.object({
    /** prior: the shares of the classes in training; mean: the mean of the target in training; model: another model. */
    kind: z.enum(['prior', 'mean', 'model']),
    name: z.string(),
    metrics: Metrics,
  }),
  binary: z
    .object({
      positives: z.number(),
      threshold: z.number(),
      confusion: z.object({ tp: z.number(), fp: z.number(), fn: z.number(), tn: z.number() }),
      /** The threshold with the best F1 on these rows. */
      best: z.object({ threshold: z.number(), f1: z.number(), precision: z.number(), recall: z.number() }),
      /** [false positive rate, true positive rate, threshold], from (0, 0) to (1, 1). The area is metrics.auc, exact. */
      roc: z.array(z.tuple([z.number(), z.number(), z.number()])),
      /** [recall, precision, threshold], recall rising. The area is metrics.average_precision, exact. */
      pr: z.array(z.tuple([z.number(), z.number(), z.number()])),
      /** Equal widths over [0, 1]; bins without rows have null means. */
      calibration: z.array(
        z.object({
          from: z.number(),
          to: z.number(),
          rows: z.number(),
          meanScore: z.number().nullable(),
          positiveShare: z.number().nullable(),
        }),
      ),
      /** ROC and PR of the baseline model, where there is one. */
      baseline: z
        .object({
          roc: z.array(z.tuple([z.number(), z.number(), z.number()])),
          pr: z.array(z.tuple([z.number(), z.number(), z.number()])),
        })
        .optional(),
    })
    .optional(),
  multiclass: z
    .object({
      /** confusion[a][b]: rows of class a predicted as class b. */
      confusion: z.array(z.array(z.number())),
      perClass: z.array(
        z.object({ class: z.string(), rows: z.number(), precision: z.number(), recall: z.number(), f1: z.number() }),
      ),
    })
    .optional(),
  regression: z
    .object({
      /** Of prediction minus truth: minimum, 5 %, 25 %, median, 75 %, 95 %, maximum. */
      errorQuantiles: z.array(z.number()),
      errors: z.object({ edges: z.array(z.number()), counts: z.array(z.number()) }),
      /** Rows in tenths by prediction: what was predicted, what was true. */
      calibration: z.array(z.object({ rows: z.number(), meanPrediction: z.number(), meanTruth: z.number() })),
    })
    .optional(),
  segments: z.array(z.object({ column: z.string(), values: z.array(Segment) })),
});
export type EvaluationReport = z.infer<typeof EvaluationReport>;
