import { z } from 'zod';
import { WireNumber } from '../metrics/schema.ts';
import { JobAnswer, JobError, JobState } from '../queue/schema.ts';
import { RunStatus } from '../runs/schema.ts';

const When = z.iso.datetime();
const count = z.number().int();
const ExperimentLink = z.object({ id: count, name: z.string() });

/** A run that failed, whether the platform ran it or a client logged it. */
export const FailedRun = z.object({
  id: z.string(),
  jobId: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  experiment: ExperimentLink.nullable(),
  reason: z.string().nullable(),
  error: JobError.nullable(),
  endedAt: When.nullable(),
});
export type FailedRun = z.infer<typeof FailedRun>;

/** A run that a client logs and has not ended. */
export const LoggedRun = z.object({
  id: z.string(),
  name: z.string(),
  experiment: ExperimentLink.nullable(),
  startedAt: When.nullable(),
  /** When its client last wrote anything. */
  lastWordAt: When.nullable(),
  /** Silent for ten minutes or more. */
  stalled: z.boolean(),
  /** The greatest step of its metrics; null before the first point. */
  lastStep: z.number().nullable(),
  /** The primary metric of its experiment, as it stands. */
  metric: z.object({ key: z.string(), last: WireNumber }).nullable(),
});
export type LoggedRun = z.infer<typeof LoggedRun>;

export const RecentRun = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  status: RunStatus,
  stalled: z.boolean(),
  experiment: ExperimentLink.nullable(),
  createdAt: When,
  startedAt: When.nullable(),
  endedAt: When.nullable(),
});
export type RecentRun = z.infer<typeof RecentRun>;

/** What the home page shows: lists hold the first few, totals count all. */
export const Overview = z.object({
  counts: z.object({ experiments: count, runs: count, datasets: count, predictions: count, models: count }),
  running: z.object({ total: count, items: z.array(JobAnswer) }),
  /** Runs that clients log, those heard of last first. */
  logged: z.object({ total: count, items: z.array(LoggedRun) }),
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

/** `files`: bytes of files; `metrics`: points of metrics; `logs`: output of runs. */
export const databaseParts = ['files', 'metrics', 'logs', 'rest'] as const;

/** A version of a dataset or model, or the files of a run. */
export const StoredThing = z.object({
  kind: z.enum(storageKinds),
  /** The run, for files of a run. */
  runId: z.string().nullable(),
  name: z.string(),
  /** The version, for what has versions. */
  number: count.nullable(),
  bytes: z.number(),
});
export type StoredThing = z.infer<typeof StoredThing>;

/** Bytes a project refers to, each digest counted once under the first kind that fits. */
export const Storage = z.object({
  kinds: z.array(z.object({ kind: z.enum(storageKinds), files: count, bytes: z.number() })),
  /** All kinds together. */
  bytes: z.number(),
  /** The largest things of the project, the largest first. */
  largest: z.array(StoredThing),
  /** The whole database, every project, with what it keeps of the files. */
  databaseBytes: z.number(),
  /** What the database holds, by part; together `databaseBytes`. */
  database: z.array(z.object({ part: z.enum(databaseParts), bytes: z.number() })),
  /** Where bytes of files are written now. */
  blobs: z.enum(['postgres', 'file']),
});
export type Storage = z.infer<typeof Storage>;
