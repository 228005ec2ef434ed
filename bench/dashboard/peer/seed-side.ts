import { MlflowSession, mlflowPath } from '../../tracking/mlflow-session.ts';
import type { BenchRun } from '../../tracking/workload.ts';
import { writeRun } from '../../tracking/write-run.ts';
import { drawnKeys, drawnPoints, drawnRuns, tableRuns } from './compared-runs.ts';

const writers = 4;
/** The most that MLflow takes at once. */
const pointsOfBatch = 1_000;

/** Ids of experiments. */
export interface SeededSide {
  table: string;
  charts: string;
}

/** Writes what is compared through the calls of MLflow's client, which both sides take. */
export async function seedSide(url: string): Promise<SeededSide> {
  const open = () => new MlflowSession({ url, connections: 'keep-alive' });
  const session = open();
  const seeded = {
    table: await session.createExperiment('table'),
    charts: await session.createExperiment('charts'),
  };
  session.close();
  const left = [
    ...drawnRuns.map(
      (run, index) => (by: MlflowSession) => writeDrawn(by, { experimentId: seeded.charts, run, index }),
    ),
    ...tableRuns.map((run) => (by: MlflowSession) => writeRun(by, { experimentId: seeded.table, run })),
  ];
  await Promise.all(
    Array.from({ length: writers }, async () => {
      const writer = open();
      for (let write = left.shift(); write; write = left.shift()) await write(writer);
      writer.close();
    }),
  );
  return seeded;
}

async function writeDrawn(
  session: MlflowSession,
  of: { experimentId: string; run: BenchRun; index: number },
): Promise<void> {
  const runId = await writeRun(session, of);
  for (const [at, key] of drawnKeys.entries()) {
    const points = drawnPoints({ key, seed: of.index * 100 + at, startTime: of.run.startTime });
    for (let from = 0; from < points.length; from += pointsOfBatch) {
      const metrics = points.slice(from, from + pointsOfBatch);
      await session.send('POST', mlflowPath('runs/log-batch'), { run_id: runId, metrics });
    }
  }
}
