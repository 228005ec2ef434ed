import { z } from 'zod';
import { Column } from '../datasets/schema.ts';

/** Figures of one partition, and of a whole set. */
export const ScoreStats = z.object({
  columns: z.array(Column),
  /** Binary: counts over equal bins of [0, 1]; multiclass: rows by predicted class; regression: empty. */
  histogram: z.array(z.number()),
  scores: z.object({ min: z.number(), max: z.number(), sum: z.number() }).nullable(),
  /** Why rows could not be predicted, with how many. */
  reasons: z.record(z.string(), z.number()),
  ms: z.number(),
});
export type ScoreStats = z.infer<typeof ScoreStats>;

/** Kept in the run's summary under `predictions`. */
export const PredictionSummary = z.object({
  rows: z.number(),
  quarantined: z.number(),
  partitions: z.number(),
  histogram: z.array(z.number()),
  scores: z.object({ min: z.number(), max: z.number(), mean: z.number() }).nullable(),
  reasons: z.record(z.string(), z.number()),
});
export type PredictionSummary = z.infer<typeof PredictionSummary>;

const When = z.iso.datetime();

export const PartitionAnswer = z.object({
  index: z.number(),
  rowStart: z.number(),
  rowEnd: z.number(),
  state: z.enum(['waiting', 'running', 'done']),
  attempt: z.number(),
  worker: z.string().nullable(),
  /** Workers that held it and lost it. */
  lost: z.array(z.object({ worker: z.string().nullable(), at: z.string(), reason: z.string().nullable() })),
  rows: z.number().nullable(),
  quarantined: z.number().nullable(),
  outputDigest: z.string().nullable(),
  outputSize: z.number().nullable(),
  quarantineDigest: z.string().nullable(),
  histogram: z.array(z.number()),
  startedAt: When.nullable(),
  finishedAt: When.nullable(),
});
export type PartitionAnswer = z.infer<typeof PartitionAnswer>;

export const PartitionList = z.object({
  jobId: z.string(),
  items: z.array(PartitionAnswer),
  /** Summed over the partitions that are done. */
  histogram: z.array(z.number()),
});
export type PartitionList = z.infer<typeof PartitionList>;

const VersionRef = z.object({ id: z.string(), name: z.string(), number: z.number() });

/** A published prediction set. */
export const PredictionSetAnswer = z.object({
  versionId: z.string(),
  dataset: z.string(),
  number: z.number(),
  digest: z.string(),
  rowCount: z.number(),
  byteSize: z.number(),
  runId: z.string().nullable(),
  jobId: z.string().nullable(),
  recipeDigest: z.string().nullable(),
  model: VersionRef.nullable(),
  input: VersionRef.nullable(),
  summary: PredictionSummary.nullable(),
  createdAt: When,
});
export type PredictionSetAnswer = z.infer<typeof PredictionSetAnswer>;
