import type { ExperimentAnswer } from './schema.ts';
import type { ExperimentRow } from './sql/experiment-rows.ts';

/** An experiment's row as the API shows it. */
export function serializeExperiment(row: ExperimentRow): ExperimentAnswer {
  const { createdAt, lastRunAt, metricDirection, ...rest } = row;
  return {
    ...rest,
    metricDirection: metricDirection === 'max' || metricDirection === 'min' ? metricDirection : null,
    createdAt: new Date(createdAt).toISOString(),
    lastRunAt: lastRunAt === null ? null : new Date(lastRunAt).toISOString(),
  };
}
