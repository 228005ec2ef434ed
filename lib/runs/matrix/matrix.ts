/** One column of a matrix, a value for each of its runs. */
export type MatrixColumn =
  /** `time`: milliseconds since 1970. What a run does not have is NaN in `values`, and 0 in `present`. */
  | { name: string; kind: 'number' | 'time'; values: Float64Array; present: Uint8Array }
  /** `codes`: 0 where a run has none, otherwise one more than the place of its text. */
  | { name: string; kind: 'text'; texts: readonly string[]; codes: Uint32Array };

/** Columns of many runs. */
export interface Matrix {
  /** There are more runs than were asked for. */
  more: boolean;
  ids: readonly string[];
  names: readonly string[];
  columns: readonly MatrixColumn[];
}
