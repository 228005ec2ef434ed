const axis = /(^|\/)(epochs?|(global_?)?steps?|iterations?|iters?)$/i;

/** Whether a metric only counts how far a run has come: a straight line that tells nothing. */
export function isAxisMetric(key: string): boolean {
  return axis.test(key);
}

/** Metrics in their order, those that only count last. */
export function axesLast(keys: readonly string[]): string[] {
  return [...keys.filter((key) => !isAxisMetric(key)), ...keys.filter(isAxisMetric)];
}
