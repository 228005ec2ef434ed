import { columnLabel } from '#app/_ui/experiment/run-columns.ts';
import type { MetricDirection } from '#app/_ui/metrics/best-value.ts';
import { parseColumn } from '#lib/runs/table/column.ts';

/** The name of a column as people read it, its best value by the way it is better; an empty name for none. */
export function columnName(name: string | undefined, directionOf: (key: string) => MetricDirection): string {
  return name === undefined ? '' : columnLabel(name, directionOf);
}

/** Whether people know which way a metric column is better; null for any other. */
export function betterOf(name: string | undefined, directionOf: (key: string) => MetricDirection): MetricDirection {
  const column = name === undefined ? undefined : parseColumn(name);
  return column?.entity === 'metric' ? directionOf(column.key) : null;
}
