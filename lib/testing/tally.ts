/** How many tests of a step ended how. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}
