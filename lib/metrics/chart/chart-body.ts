// The body of a chart, `application/vnd.traza.chart`, all numbers little-endian:
//
//   bytes 0-3   "TRZ1"
//   bytes 4-7   length of the head (uint32)
//   head        JSON in UTF-8: ChartHead below
//   columns     those of head.columns in their order, each over the buckets of all series one after another; series i
//               has head.series[i].buckets of them
//
// A column of n numbers of w bytes (float64 8, float32 4, uint32 4) is written as w planes of n bytes: the first bytes of
// all numbers, then their second bytes, and so on. Compression (content-encoding) then finds the exponents side by side.
// In a column of form "differences" the first number of each series is itself, each further one is the difference from
// the one before it.
//
// Columns: firstStep, lastStep, firstAt, lastAt (milliseconds since 1970), count, nanCount, first, last, min, max (NaN where
// all is NaN), mean; for x=metric also xFirst and xLast, its values at the first and the last step (NaN before the first).

import type { ChartAxis, ChartSeriesHead } from './schema.ts';

export const chartType = 'application/vnd.traza.chart';
export const chartMagic = 'TRZ1';

export const columnNames = [
  'firstStep',
  'lastStep',
  'firstAt',
  'lastAt',
  'count',
  'nanCount',
  'first',
  'last',
  'min',
  'max',
  'mean',
  'xFirst',
  'xLast',
] as const;
export type ColumnName = (typeof columnNames)[number];

export interface ColumnHead {
  name: ColumnName;
  type: 'float64' | 'float32' | 'uint32';
  form: 'plain' | 'differences';
}

export interface ChartHead {
  x: ChartAxis;
  mark: string;
  series: (ChartSeriesHead & { buckets: number })[];
  columns: ColumnHead[];
}
