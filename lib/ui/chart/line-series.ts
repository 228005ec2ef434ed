/** Points in ascending x. NaN and infinities are gaps. */
export interface Curve {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** One line of a chart. */
export interface LineSeries extends Curve {
  id: string;
  label: string;
  /**
   * The course of the whole series, where x and y are a part of it or hold extremes: it is what smoothing is computed
   * from, so that a smoothed line does not change with the zoom.
   */
  trend?: Curve | undefined;
  /** CSS colour; the run palette gives one by id when it is left out. */
  color?: string;
  dash?: readonly number[];
  /** Points in the store, of which x and y may be a downsampled part. */
  total?: number;
  /** Between what it lies, over its own x. */
  band?: { x: ArrayLike<number>; lo: ArrayLike<number>; hi: ArrayLike<number> };
  /** Where a pinned tooltip leads. */
  href?: string;
}

/** Steps or other numbers, epoch milliseconds (`time`), or milliseconds since the start (`duration`). */
export type XKind = 'number' | 'time' | 'duration';
