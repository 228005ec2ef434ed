import { Client } from 'pg';
import { connectDb, disconnectDb } from '#lib/db/client.ts';
import { hotRows } from '#lib/metrics/hot-rows.ts';
import { packPoints } from '#lib/metrics/pack-points.ts';
import { splitByKey } from '#lib/metrics/split-by-key.ts';
import { type AppendBatch, appendPoints } from '#lib/metrics/sql/append-points.ts';
import { summarizePoints } from '#lib/metrics/summarize-points.ts';
import { batchWriters, pointsOfBatch, stepsOfBatch } from './measure-log-batch.ts';
import { MlflowSession, mlflowPath } from './mlflow-session.ts';
import { quantile } from './run-load.ts';
import { curveKeys, curvePoints, randomFrom, type WirePoint } from './workload.ts';

export interface BareRate {
  pointsPerSecond: number;
  p50: number;
  batches: number;
}

const startTime = Date.UTC(2026, 5, 1);

/**
 * The statement that the product runs for a batch, called from this process with nothing before it: what the database
 * alone can take of the same batches from as many writers.
 */
export async function measureBareStatement(of: {
  url: string;
  databaseUrl: string;
  seconds: number;
  expectedPointsPerSecond: number;
}): Promise<BareRate> {
  const most = Math.ceil((of.expectedPointsPerSecond * of.seconds) / pointsOfBatch / batchWriters);
  const writers: AppendBatch[][] = [];
  for (let writer = 0; writer < batchWriters; writer += 1) writers.push(await prepareBatches(of, writer, most));
  connectDb(of.databaseUrl, { poolSize: batchWriters });
  const times: number[] = [];
  const begun = performance.now();
  const end = begun + of.seconds * 1000;
  await Promise.all(
    writers.map(async (batches) => {
      for (const batch of batches) {
        const sent = performance.now();
        if (sent >= end) return;
        const refusals = await appendPoints(batch);
        if (refusals.length > 0) throw new Error(`The bare statement was refused: ${JSON.stringify(refusals)}`);
        times.push(performance.now() - sent);
      }
    }),
  );
  const elapsed = (performance.now() - begun) / 1000;
  await disconnectDb();
  times.sort((a, b) => a - b);
  return {
    pointsPerSecond: (times.length * pointsOfBatch) / elapsed,
    p50: quantile(times, 0.5),
    batches: times.length,
  };
}

/** A run with its series, made by its first batch through the server, and the batches that come after it. */
async function prepareBatches(
  of: { url: string; databaseUrl: string },
  writer: number,
  count: number,
): Promise<AppendBatch[]> {
  const random = randomFrom(writer);
  const pointsOf = (batch: number): WirePoint[] =>
    curvePoints({ keys: curveKeys, fromStep: batch * stepsOfBatch, steps: stepsOfBatch, startTime, random });
  const session = new MlflowSession({ url: of.url, connections: 'keep-alive' });
  const runId = await session.createRun(await session.createExperiment(`bare ${writer} ${performance.now()}`), 'bare');
  await session.send('POST', mlflowPath('runs/log-batch'), { run_id: runId, metrics: pointsOf(0) });
  session.close();
  const ids = await seriesIds(of.databaseUrl, runId);
  return Array.from({ length: count }, (_, index) => {
    const points = packPoints(pointsOf(index + 1).map(({ timestamp, ...point }) => ({ ...point, at: timestamp })));
    const series = splitByKey(points).map((one) => ({ id: ids.get(one.key) ?? 0, points: one.points }));
    return {
      runIds: [runId],
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
