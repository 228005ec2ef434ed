// The body of a matrix, `application/vnd.traza.matrix`, all numbers little-endian:
//
//   bytes 0-3   "TRM1"
//   bytes 4-7   length of the head (uint32)
//   head        JSON in UTF-8: MatrixHead below
//   columns     those of head.columns in their order, each over all runs
//
// A column of numbers is a float64 for each run; where `gaps` is true a byte for each run follows, 1 where the run has the
// value, 0 where it has none. A column of texts is a uint32 for each run: 0 where the run has none, otherwise one more than
// the place of its text in `texts`. Numbers of w bytes are written as w planes: the first bytes of all, then their second
// bytes, and so on, which compression (content-encoding) likes.

export const matrixType = 'application/vnd.traza.matrix';
export const matrixMagic = 'TRM1';

/** Letters of all texts of one matrix, should each be another: what a process and a page can hold. */
const mostLetters = 40_000_000;

/** Longer texts are cut: two that begin alike for so many letters are one text. 200, and 40 of 10,000 runs with 100 such columns. */
export function matrixLetters(runs: number, textColumns: number): number {
  return Math.min(200, Math.floor(mostLetters / Math.max(1, runs * textColumns)));
}

export type MatrixColumnHead =
  | { name: string; kind: 'number'; gaps: boolean }
  /** Milliseconds since 1970. */
  | { name: string; kind: 'time'; gaps: boolean }
  /** In the order in which runs first have them. */
  | { name: string; kind: 'text'; texts: string[] };

export interface MatrixHead {
  /** There are more runs than the limit. */
  more: boolean;
  /** In the order of the set. */
  ids: string[];
  names: string[];
  columns: MatrixColumnHead[];
}
