/**
 * Whether the same recipe must give the same values of a metric. Rates, memory and times are measured of the machine,
 * and are logged below `system/`.
 */
export function isDeterministicMetric(key: string): boolean {
  return !key.startsWith('system/');
}
