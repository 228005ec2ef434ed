import { z } from 'zod';

export const ExperimentName = z
  .string()
  .trim()
  .min(1)
  .max(250)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not hold control characters');

export const CreateExperimentInput = z.object({
  name: ExperimentName,
  description: z.string().max(10_000).default(''),
  /** Key of the metric that ranks the runs. */
  primaryMetric: z.string().min(1).max(250).nullable().default(null),
  metricDirection: z.enum(['max', 'min']).nullable().default(null),
});
export type CreateExperimentInput = z.infer<typeof CreateExperimentInput>;

export const UpdateExperimentInput = z.object({
  name: ExperimentName.optional(),
  description: z.string().max(10_000).optional(),
  primaryMetric: z.string().min(1).max(250).nullable().optional(),
  metricDirection: z.enum(['max', 'min']).nullable().optional(),
  /** true takes it out of lists and refuses new runs; false restores it. */
  archived: z.boolean().optional(),
});
export type UpdateExperimentInput = z.infer<typeof UpdateExperimentInput>;

export const ExperimentAnswer = z.object({
  id: z.number(),
  name: z.string(),
  description: z.string(),
  primaryMetric: z.string().nullable(),
  metricDirection: z.enum(['max', 'min']).nullable(),
  archived: z.boolean(),
  createdAt: z.iso.datetime(),
  runs: z.number(),
  lastRunAt: z.iso.datetime().nullable(),
});
export type ExperimentAnswer = z.infer<typeof ExperimentAnswer>;
