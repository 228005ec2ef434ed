import { z } from 'zod';
import { defineJobKind } from '../job-kind.ts';
import { tfjsBackends } from './backends.ts';
import { numericEnvironment } from './numeric-environment.ts';
import { Extract } from './train.ts';

/** A column whose values cut the evaluation rows into segments. */
export const SegmentColumn = z.strictObject({
  column: z.string().min(1),
  /** A part of a date, e.g. the hour. */
  extract: Extract.optional(),
});
export type SegmentColumn = z.infer<typeof SegmentColumn>;

/** What a user may choose about an evaluation. */
export const evaluateOptions = {
  /** Binary: scores from here on count as positive in the confusion matrix, accuracy and F1. */
  threshold: z.number().min(0).max(1).default(0.5),
  /** Left out: the categories and date parts the model reads, at most six. */
  segments: z.array(SegmentColumn).max(16).optional(),
  /** Segments of one column: its most frequent values; the rest are one segment. */
  segmentValues: z.number().int().min(1).max(200).default(20),
};

/** Payload of an evaluation job, resolved: versions by id, the backend pinned. */
export const EvaluatePayload = z.strictObject({
  modelVersionId: z.string().min(1),
  datasetVersionId: z.string().min(1),
  /** Another model to compare with; without it the baseline predicts what was usual in training. */
  baselineVersionId: z.string().min(1).optional(),
  backend: z.enum(tfjsBackends),
  ...evaluateOptions,
});
export type EvaluatePayload = z.infer<typeof EvaluatePayload>;

export const evaluateKind = defineJobKind({
  kind: 'evaluate',
  payload: EvaluatePayload,
  slots: 1,
  maxAttempts: 3,
  backend: (payload) => payload.backend,
  childEnvironment: () => numericEnvironment(),
});
