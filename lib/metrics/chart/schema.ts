import { z } from 'zod';
import { BucketAnswer, WireNumber } from '../schema.ts';

/** What the points lie along: the step; milliseconds since the run began; milliseconds since 1970; another metric. */
export const ChartAxis = z.enum(['step', 'time', 'wall', 'metric']);
export type ChartAxis = z.infer<typeof ChartAxis>;

const many = (most: number) => z.array(z.string().min(1)).min(1).max(most);

const fields = {
  /** Runs and metrics: every pair that is there gives one series. */
  run: many(200),
  key: many(100),
  x: ChartAxis.default('step'),
  /** The metric that is x, for x=metric. */
  xKey: z.string().min(1).optional(),
  /** The mark of an earlier answer to the same question: only what has changed since is sent. */
  since: z.string().max(64_000).optional(),
};

/** A question for a chart as a JSON body. */
export const ChartQuestion = z.object({
  ...fields,
  /** Most stretches of each series; fewer points than that come one by one. */
  buckets: z.number().int().min(2).max(5_000).default(400),
  /** First and last place on the axis, both included. */
  from: z.number().optional(),
  to: z.number().optional(),
  /** Values of the binary form: to 7 digits, or bit by bit. */
  precision: z.enum(['single', 'exact']).default('single'),
});
export type ChartQuestion = z.infer<typeof ChartQuestion>;

/** The same as a query. */
export const ChartQuery = z.object({
  ...fields,
  buckets: z.coerce.number().int().min(2).max(5_000).default(400),
  from: z.coerce.number().optional(),
  to: z.coerce.number().optional(),
  precision: ChartQuestion.shape.precision,
});

/** What an answer says of one series besides its buckets. */
export const ChartSeriesHead = z.object({
  run: z.string(),
  key: z.string(),
  /** 'same': nothing new since the mark, no buckets. 'tail': buckets to add behind those known. 'whole': all of them. */
  state: z.enum(['same', 'tail', 'whole']),
  /** Points of the whole series, and of the buckets in this answer. */
  count: z.number(),
  points: z.number(),
  /** Every bucket is one point. */
  exact: z.boolean(),
  /** When the run began, in milliseconds since 1970: what relative times count from. */
  start: z.number(),
});
export type ChartSeriesHead = z.infer<typeof ChartSeriesHead>;

export const ChartBucket = BucketAnswer.extend({
  /** Over the values that are not NaN; null where there are none. */
  mean: WireNumber.nullable(),
  /** Of x=metric: its value at the first and at the last step; null before it was first measured. */
  xFirst: WireNumber.nullable().optional(),
  xLast: WireNumber.nullable().optional(),
});

/** The JSON form, for people. */
export const ChartAnswer = z.object({
  x: ChartAxis,
  /** To be sent back as `since`. */
  mark: z.string(),
  series: z.array(ChartSeriesHead.extend({ buckets: z.array(ChartBucket) })),
});
export type ChartAnswer = z.infer<typeof ChartAnswer>;
