import { z } from 'zod';
import { Key } from '../runs/schema.ts';

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
