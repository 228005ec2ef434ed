import { z } from 'zod';
import { JobAnswer, JobError, JobState } from '../queue/schema.ts';
import { RunStatus } from '../runs/schema.ts';

const When = z.iso.datetime();
const count = z.number().int();

/** A run that failed, whether the platform ran it or a client logged it. */
export const FailedRun = z.object({
  id: z.string(),
  jobId: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  reason: z.string().nullable(),
  error: JobError.nullable(),
  endedAt: When.nullable(),
});
export type FailedRun = z.infer<typeof FailedRun>;

export const RecentRun = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  status: RunStatus,
  stalled: z.boolean(),
  experiment: z.object({ id: count, name: z.string() }).nullable(),
  createdAt: When,
  startedAt: When.nullable(),
  endedAt: When.nullable(),
});
export type RecentRun = z.infer<typeof RecentRun>;

/** What the home page shows: lists hold the first few, totals count all. */
export const Overview = z.object({
  counts: z.object({ experiments: count, runs: count, datasets: count, predictions: count, models: count }),
  running: z.object({ total: count, items: z.array(JobAnswer) }),
  /** Each says why it waits. */
  waiting: z.object({ total: count, items: z.array(JobAnswer) }),
  /** Of the last 24 hours. */
  failed: z.object({ total: count, items: z.array(FailedRun) }),
  recent: z.array(RecentRun),
  workers: z.object({ alive: count, slots: count }),
  /** The latest start of the example in this project. */
  example: z.object({ jobId: z.string(), runId: z.string(), state: JobState }).nullable(),
});
export type Overview = z.infer<typeof Overview>;

export const storageKinds = ['model', 'prediction', 'dataset', 'artifact'] as const;

/** Bytes a project refers to, each digest counted once under the first kind that fits. */
export const Storage = z.object({
  kinds: z.array(z.object({ kind: z.enum(storageKinds), files: count, bytes: z.number() })),
  /** All kinds together. */
  bytes: z.number(),
  /** The whole database, every project, with what it keeps of the files. */
  databaseBytes: z.number(),
});
export type Storage = z.infer<typeof Storage>;
