import { Client } from 'pg';
import { connectDb, disconnectDb } from '#lib/db/client.ts';
import { hotRows } from '#lib/metrics/hot-rows.ts';
import { packPoints } from '#lib/metrics/pack-points.ts';
import { splitByKey } from '#lib/metrics/split-by-key.ts';
import { type AppendBatch, appendPoints } from '#lib/metrics/sql/append-points.ts';
import { summarizePoints } from '#lib/metrics/summarize-points.ts';
import { batchesOfWriter, batchWriters, stepsOfBatch } from './measure-log-batch.ts';
import { MlflowSession, mlflowPath } from './mlflow-session.ts';
import { type LoadResult, runWriters, timeOf } from './run-load.ts';
import type { Side } from './side.ts';
import { curveKeys, curvePoints, randomFrom, type WirePoint } from './workload.ts';

const startTime = Date.UTC(2026, 5, 1);

/**
 * The statement that the product runs for a batch, called from this process with nothing before it: what the database
 * alone can take of the same batches from as many writers.
 */
export async function runBareStatement({ side, seconds }: { side: Side; seconds: number }): Promise<LoadResult> {
  const { url, databaseUrl } = side;
  const count = batchesOfWriter(side, seconds);
  const session = new MlflowSession({ url, connections: 'fresh' });
  const experimentId = await session.createExperiment(`bare ${performance.now()}`);
  const runs: { id: string; batches: AppendBatch[] }[] = [];
  for (let writer = 0; writer < batchWriters; writer += 1) {
    const id = await session.createRun(experimentId, `writer ${writer}`);
    runs.push({ id, batches: await prepareBatches({ session, databaseUrl, runId: id, seed: writer, count }) });
  }
  connectDb(databaseUrl, { poolSize: batchWriters });
  try {
    return await runWriters({
      writers: batchWriters,
      seconds,
      open: (writer) => ({
        async call(index) {
          const batch = runs[writer]?.batches[index];
          return batch && (await timeOf(() => append(batch)));
        },
        close() {},
      }),
    });
  } finally {
    await disconnectDb();
    for (const run of runs) await session.finishRun(run.id);
  }
}

async function append(batch: AppendBatch): Promise<void> {
  const refusals = await appendPoints(batch);
  if (refusals.length > 0) throw new Error(`The bare statement was refused: ${JSON.stringify(refusals)}`);
}

/** The batches of a run after its first one, which makes its series through the server. */
async function prepareBatches(of: {
  session: MlflowSession;
  databaseUrl: string;
  runId: string;
  seed: number;
  count: number;
}): Promise<AppendBatch[]> {
  const random = randomFrom(of.seed);
  const pointsOf = (batch: number): WirePoint[] =>
    curvePoints({ keys: curveKeys, fromStep: batch * stepsOfBatch, steps: stepsOfBatch, startTime, random });
  await of.session.send('POST', mlflowPath('runs/log-batch'), { run_id: of.runId, metrics: pointsOf(0) });
  const ids = await seriesIds(of.databaseUrl, of.runId);
  return Array.from({ length: of.count }, (_, index) => {
    const points = packPoints(pointsOf(index + 1).map(({ timestamp, ...point }) => ({ ...point, at: timestamp })));
    const series = splitByKey(points).map((one) => ({ id: ids.get(one.key) ?? 0, points: one.points }));
    return {
      runIds: [of.runId],
      series: series.map((one) => ({ id: one.id, summary: summarizePoints(one.points) })),
      rows: hotRows(series),
    };
  });
}

async function seriesIds(databaseUrl: string, runId: string): Promise<Map<string, number>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string; key: string }>(
    'SELECT id, key FROM traza.metric_series WHERE run_id = $1',
    [runId],
  );
  await client.end();
  return new Map(rows.map((row) => [row.key, Number(row.id)]));
}
