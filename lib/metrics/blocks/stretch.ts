import type { BucketColumns } from './buckets.ts';
import type { PointColumns } from './points.ts';

/** What a window is measured along: the step of a point, or its time in milliseconds since 1970. */
export type Axis = 'step' | 'at';

/** Both ends included; safe integers. */
export interface Window {
  axis: Axis;
  from: number;
  to: number;
}

export const everything: Window = { axis: 'step', from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };

/** Whether all points of a series lie within. */
export function isEverything({ from, to }: Window): boolean {
  return from <= Number.MIN_SAFE_INTEGER && to >= Number.MAX_SAFE_INTEGER;
}

/** How an entry of a series lies to a window. */
export type Lie = 'inside' | 'outside' | 'partly';

/** @param least of the places of an entry's points on the axis */
export function lieOf(least: number, greatest: number, { from, to }: Window): Lie {
  if (greatest < from || least > to) return 'outside';
  return least >= from && greatest <= to ? 'inside' : 'partly';
}

/** All points of a series within a window: each by itself, or many summed up in a bucket. Nothing is in both. */
export interface Stretch {
  /** In the order of the series; they do not overlap in it. */
  buckets: BucketColumns;
  /** Sorted. They may lie between the points of a bucket, when they came late and are not sealed yet. */
  points: PointColumns;
  /** How many points all of it is. */
  count: number;
  /** How many stored blocks were opened for it. */
  opened: number;
}
