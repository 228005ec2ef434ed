const firstMs = 2_000;
const longestMs = 300_000;

/** Wait before the next attempt, in ms: 2 s after the first failure, three times as long after each further one, at most 5 min. */
export function retryDelayMs(failures: number): number {
  return Math.min(longestMs, firstMs * 3 ** Math.max(0, failures - 1));
}
