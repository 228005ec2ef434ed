/** One line: its points in ascending x. NaN is a gap; infinities are gaps too, and named in the footer. */
export interface LineSeries {
  id: string;
  label: string;
  /** Steps, epoch milliseconds (`time`) or milliseconds since the start (`duration`). */
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** CSS colour; the run palette gives one by id when it is left out. */
  color?: string;
  dash?: readonly number[];
  /** Points in the store, of which x and y may be a downsampled part. */
  total?: number;
  band?: { lo: ArrayLike<number>; hi: ArrayLike<number> };
  /** Where a pinned tooltip leads. */
  href?: string;
}

export type XKind = 'number' | 'time' | 'duration';
