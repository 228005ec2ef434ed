import type { SeriesAnswer } from './schema.ts';
import { wireNumber } from './wire-number.ts';

/** A series' row as the API shows it. */
export function serializeSeries(row: {
  key: string;
  count: bigint;
  nanCount: bigint;
  last: number;
  lastStep: bigint;
  lastAt: bigint;
  min: number | null;
  max: number | null;
  firstStep: bigint;
  firstAt: bigint;
}): SeriesAnswer {
  return {
    key: row.key,
    count: Number(row.count),
    nanCount: Number(row.nanCount),
    last: wireNumber(row.last),
    lastStep: Number(row.lastStep),
    lastAt: Number(row.lastAt),
    min: row.min === null ? null : wireNumber(row.min),
    max: row.max === null ? null : wireNumber(row.max),
    firstStep: Number(row.firstStep),
    firstAt: Number(row.firstAt),
  };
}
