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
