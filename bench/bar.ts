/** One thing a bench promises, and what it found. */
export interface Bar {
  name: string;
  /** The promise, as text with its unit: '>= 75 %'; or 'information'. */
  goal: string;
  /** What was measured, with its unit. */
  measured: string;
  /** Nothing where there is no goal. */
  met?: boolean;
  /** Figures behind the measure, for the JSON line. */
  detail: Record<string, number | string | number[]>;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
