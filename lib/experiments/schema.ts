import { z } from 'zod';
import { WireNumber } from '../metrics/schema.ts';
import { textUpTo } from '../text-length.ts';

export const ExperimentName = textUpTo(250, { trim: true })
  .min(1)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not hold control characters');

const longestTag = 5_000;
const TagKey = textUpTo(250).min(1);

export const CreateExperimentInput = z.object({
  name: ExperimentName,
  description: textUpTo(10_000).default(''),
  /** Key of the metric that ranks the runs. */
  primaryMetric: textUpTo(250).min(1).nullable().default(null),
  metricDirection: z.enum(['max', 'min']).nullable().default(null),
  tags: z.record(TagKey, textUpTo(longestTag)).default({}),
});
export type CreateExperimentInput = z.infer<typeof CreateExperimentInput>;

export const UpdateExperimentInput = z.object({
  name: ExperimentName.optional(),
  description: textUpTo(10_000).optional(),
  primaryMetric: textUpTo(250).min(1).nullable().optional(),
  metricDirection: z.enum(['max', 'min']).nullable().optional(),
  /** Tags to write; null removes one. Others stay as they are. */
  tags: z.record(TagKey, textUpTo(longestTag).nullable()).optional(),
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
  /** Runs that name no experiment go into it; it cannot be archived. */
  isDefault: z.boolean(),
  createdAt: z.iso.datetime(),
  tags: z.record(z.string(), z.string()),
  runs: z.number(),
  lastRunAt: z.iso.datetime().nullable(),
});
export type ExperimentAnswer = z.infer<typeof ExperimentAnswer>;

export const experimentSorts = ['created', 'name', 'activity', 'runs'] as const;
export const ExperimentSort = z.enum(experimentSorts);
export type ExperimentSort = z.infer<typeof ExperimentSort>;

/** How many days back an activity goes, today included. */
export const activityDays = 30;

export const ExperimentActivity = z.object({
  experimentId: z.number(),
  /** Runs made on each day, the oldest first, today last. */
  days: z.array(z.number()).length(activityDays),
  /** Of the runs made on these days. */
  failed: z.number(),
  /** Running now, whenever they were made. */
  running: z.number(),
  /** The best value of the primary metric, and the run that reached it. */
  best: z.object({ runId: z.string(), runName: z.string(), value: WireNumber }).nullable(),
});
export type ExperimentActivity = z.infer<typeof ExperimentActivity>;
