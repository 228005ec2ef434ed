import { writersOfRuns as writers } from './bench-runs.ts';
import type { Measure } from './measure.ts';
import { MlflowSession } from './mlflow-session.ts';
import { runWriters, timeOf } from './run-load.ts';

/** Whole runs: created with the tags of a client, one batch of metrics, params and tags, finished. */
export const wholeRuns: Measure = {
  name: `whole runs: create, batch, finish; ${writers} writers`,
  times: 15,
  unit: 'runs/s',
  prepare: async (side) => (target, seconds) =>
    runWriters({
      writers,
      seconds,
      open() {
        const session = new MlflowSession(target);
        return { call: () => timeOf(() => side.runs.writeNext(session)), close: () => session.close() };
      },
    }),
};
