import { type RunStatus, runStatuses } from '../schema.ts';

/** MLflow's words for our states, which its filters compare. */
export const mlflowStatusWords: Record<RunStatus, string> = {
  queued: 'SCHEDULED',
  running: 'RUNNING',
  finished: 'FINISHED',
  failed: 'FAILED',
  canceled: 'KILLED',
};

/** The states whose word fits. */
export function statesWhere(fits: (word: string) => boolean): RunStatus[] {
  return runStatuses.filter((state) => fits(mlflowStatusWords[state]));
}
