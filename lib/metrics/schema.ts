import { z } from 'zod';
import { Key } from '../params/schema.ts';

/** JSON has no NaN and no infinities; they travel as texts, both ways. */
export const WireNumber = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);
export type WireNumber = z.infer<typeof WireNumber>;

/** A point as clients send it. `at` is milliseconds since 1970. */
export const PointInput = z.object({
  key: Key,
  value: WireNumber,
  step: z.number().int().default(0),
  at: z.number().int().optional(),
});
export type PointInput = z.infer<typeof PointInput>;

/** A point inside Traza: any float64, NaN and infinities too. */
export interface Point {
  key: string;
  value: number;
  step: number;
  at: number;
}

/** A series as the API shows it. */
export const SeriesAnswer = z.object({
  key: z.string(),
  count: z.number(),
  nanCount: z.number(),
  last: WireNumber,
  lastStep: z.number(),
  lastAt: z.number(),
  /** Over the points that are not NaN; null while there is none. */
  min: WireNumber.nullable(),
  max: WireNumber.nullable(),
  firstStep: z.number(),
  firstAt: z.number(),
});
export type SeriesAnswer = z.infer<typeof SeriesAnswer>;

/** Points of one stretch of a series, drawn as one column of a chart: no spike is lost. */
export const BucketAnswer = z.object({
  /** First and last step in it. */
  from: z.number(),
  to: z.number(),
  count: z.number(),
  nanCount: z.number(),
  first: WireNumber,
  last: WireNumber,
  min: WireNumber.nullable(),
  max: WireNumber.nullable(),
  /** When its first and its last point were measured. */
  firstAt: z.number(),
  lastAt: z.number(),
});
export type BucketAnswer = z.infer<typeof BucketAnswer>;

/** What a small drawing of a curve needs of one stretch of it. */
export const SparkPoint = z.object({
  step: z.number(),
  last: WireNumber,
  min: WireNumber.nullable(),
  max: WireNumber.nullable(),
});
export type SparkPoint = z.infer<typeof SparkPoint>;

/** What a run measures; `curve`: at more than one point. */
export const SeriesKey = z.object({ key: z.string(), curve: z.boolean() });
export type SeriesKey = z.infer<typeof SeriesKey>;

export const SeriesWithSpark = SeriesAnswer.extend({ spark: z.array(SparkPoint) });
export type SeriesWithSpark = z.infer<typeof SeriesWithSpark>;

/** A stretch of a series in at most `points` buckets. */
export const ReadSeriesInput = z.object({
  key: z.string().min(1),
  /** Most buckets wanted; fewer points than that come one by one. */
  points: z.coerce.number().int().min(2).max(5_000).default(500),
  /** First and last step, both included. */
  from: z.coerce.number().int().optional(),
  to: z.coerce.number().int().optional(),
  /** Only steps after this one: what a page that shows the rest already asks for. */
  since: z.coerce.number().int().optional(),
});
export type ReadSeriesInput = z.infer<typeof ReadSeriesInput>;

export const SeriesStretch = z.object({
  key: z.string(),
  /** Points in the stretch before they were put into buckets. */
  count: z.number(),
  /** Every bucket is one point: nothing was left out. */
  exact: z.boolean(),
  buckets: z.array(BucketAnswer),
});
export type SeriesStretch = z.infer<typeof SeriesStretch>;
