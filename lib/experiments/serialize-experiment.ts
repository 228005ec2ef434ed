import type { ExperimentAnswer } from './schema.ts';
import type { ExperimentRow } from './sql/experiment-rows.ts';

/** An experiment's row as the API shows it. */
export function serializeExperiment(row: ExperimentRow): ExperimentAnswer {
  const { createdAt, lastRunAt, metricDirection, ...rest } = row;
  return {
    ...rest,
    metricDirection: asDirection(metricDirection),
    createdAt: new Date(createdAt).toISOString(),
    lastRunAt: lastRunAt === null ? null : new Date(lastRunAt).toISOString(),
  };
}

/** Which way the primary metric is better, as the database has it; null: nobody said. */
export function asDirection(kept: string | null): ExperimentAnswer['metricDirection'] {
  return kept === 'max' || kept === 'min' ? kept : null;
}
