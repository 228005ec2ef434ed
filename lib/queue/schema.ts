import { z } from 'zod';

export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'canceled'] as const;
export const JobState = z.enum(jobStates);
export type JobState = z.infer<typeof JobState>;

/** How far a job is: `done` of `total` units, with what it does now in words. */
export const JobProgress = z.object({
  done: z.number().nonnegative().optional(),
  total: z.number().nonnegative().optional(),
  /** 'rows', 'batches', 'bytes', 'partitions', 'steps' */
  unit: z.string().max(40).optional(),
  message: z.string().max(500).optional(),
  ratePerSecond: z.number().nonnegative().optional(),
});
export type JobProgress = z.infer<typeof JobProgress>;

/** Why a job or an attempt failed. */
export const JobError = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type JobError = z.infer<typeof JobError>;

export const waitCodes = ['backoff', 'no-worker', 'no-backend', 'no-slots', 'concurrency', 'next'] as const;

/** Why a queued job has not started. */
export const JobWait = z.object({
  code: z.enum(waitCodes),
  /** Its place among the jobs that could start: 1 is next. null while it waits for a time. */
  place: z.number().int().min(1).nullable(),
  /** In words. */
  message: z.string(),
});
export type JobWait = z.infer<typeof JobWait>;

const When = z.iso.datetime();
const WorkerLink = z.object({ id: z.string(), name: z.string() });

export const JobAnswer = z.object({
  id: z.string(),
  runId: z.string(),
  runName: z.string(),
  kind: z.string(),
  state: JobState,
  priority: z.number(),
  /** Number of the newest attempt; 0 before the first. */
  attempt: z.number(),
  failures: z.number(),
  maxAttempts: z.number(),
  timeoutMs: z.number().nullable(),
  worker: WorkerLink.nullable(),
  cancelRequestedAt: When.nullable(),
  cancelRequestedBy: z.string().nullable(),
  progress: JobProgress,
  error: JobError.nullable(),
  statusReason: z.string().nullable(),
  /** Set while it is queued. */
  wait: JobWait.nullable(),
  retryOfId: z.string().nullable(),
  createdAt: When,
  availableAt: When,
  startedAt: When.nullable(),
  finishedAt: When.nullable(),
});
export type JobAnswer = z.infer<typeof JobAnswer>;

export const JobAttemptAnswer = z.object({
  number: z.number(),
  worker: WorkerLink,
  outcome: z.enum(['running', 'succeeded', 'failed', 'canceled', 'lost', 'released']),
  error: JobError.nullable(),
  startedAt: When,
  endedAt: When.nullable(),
  leaseUntil: When,
});

export const JobDetail = JobAnswer.extend({
  payload: z.json(),
  /** The schedule that started it, and for which time. */
  schedule: z.object({ id: z.string(), name: z.string(), nominalAt: When, deleted: z.boolean() }).nullable(),
  attempts: z.array(JobAttemptAnswer),
  partitions: z.object({ total: z.number(), waiting: z.number(), running: z.number(), done: z.number() }).nullable(),
});
export type JobDetail = z.infer<typeof JobDetail>;

export const WorkerAnswer = z.object({
  id: z.string(),
  name: z.string(),
  host: z.string(),
  pid: z.number(),
  slots: z.number(),
  capabilities: z.record(z.string(), z.json()),
  /** alive: its heartbeat is younger than a lease. */
  state: z.enum(['alive', 'lost', 'stopped']),
  startedAt: When,
  heartbeatAt: When,
  stoppedAt: When.nullable(),
  /** Jobs it leads, in this project. */
  jobs: z.array(z.object({ id: z.string(), runId: z.string(), kind: z.string(), slots: z.number() })),
});
export type WorkerAnswer = z.infer<typeof WorkerAnswer>;
