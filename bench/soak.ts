import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import { type Bar, median } from './bar.ts';
import { type Platform, startPlatform } from './platform.ts';
import { processName, processTree, proportionalSetSize } from './process-memory.ts';
import { requestBytes } from './tracking/http-caller.ts';
import { batchWriters, pointsOfBatch, stepsOfBatch } from './tracking/measure-log-batch.ts';
import { MlflowSession, mlflowPath } from './tracking/mlflow-session.ts';
import { type LoadResult, quantile, runLoad } from './tracking/run-load.ts';
import { curveKeys, curvePoints, randomFrom } from './tracking/workload.ts';

const seconds = Number(process.env.TRAZA_BENCH_SECONDS ?? 600);
const sampleEveryMs = 1_000;
/** A run ends and the next one begins, as in a sweep: what the server keeps for each run and series must go again. */
const batchesOfRun = 200;
const flatness = 1.05;

const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** Ten minutes of batches at full speed: memory of the web process stays where it is, and nothing is lost. */
export async function soak(): Promise<Bar[]> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'traza-bench-soak-'));
  const database = await startEmbeddedPostgres({ dir: path.join(scratch, 'postgres') });
  try {
    const platform = await startPlatform({ DATABASE_URL: database.url });
    try {
      say(`ingest at full speed for ${seconds} s`);
      const { load, samples } = await sampleMemory(platform, () => ingest(platform.url));
      const kept = await pointsKept(database.url);
      return [memoryBar(samples, load), lossBar(load, kept)];
    } finally {
      await platform.stop();
    }
  } finally {
    await database.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Web processes, however many there are. */
function webMemory(platform: Platform): number {
  const pids = processTree(platform.pid).filter((pid) => /\bweb(\.ts)?$/.test(processName(pid)));
  if (pids.length === 0) throw new Error('The web process is not there.');
  return pids.reduce((sum, pid) => sum + proportionalSetSize(pid), 0);
}

async function sampleMemory(
  platform: Platform,
  work: () => Promise<LoadResult>,
): Promise<{ load: LoadResult; samples: number[] }> {
  const samples: number[] = [];
  const timer = setInterval(() => {
    samples.push(webMemory(platform));
    if (samples.length % 30 === 0) say(`  ${megabytes(samples.at(-1) ?? 0)}`);
  }, sampleEveryMs);
  try {
    return { load: await work(), samples };
  } finally {
    clearInterval(timer);
  }
}

async function ingest(url: string): Promise<LoadResult> {
  const target = { url, connections: 'keep-alive' } as const;
  const session = new MlflowSession(target);
  const experiment = await session.createExperiment('soak');
  const random = randomFrom(1);
  const body = (runId: string, fromStep: number) => {
    const startTime = Date.UTC(2026, 5, 1);
    const metrics = curvePoints({ keys: curveKeys, fromStep, steps: stepsOfBatch, startTime, random });
    return JSON.stringify({ run_id: runId, metrics, params: [], tags: [] });
  };
  const runs = Array.from({ length: batchWriters }, () => ({
    session: new MlflowSession(target),
    id: '',
    sent: batchesOfRun,
  }));
  return runLoad({
    target,
    writers: batchWriters,
    seconds,
    async next(writer, index) {
      const run = runs[writer];
      if (!run) return;
      if (run.sent === batchesOfRun) {
        run.id = await run.session.createRun(experiment, `writer ${writer}, from batch ${index}`);
        run.sent = 0;
      }
      const text = body(run.id, run.sent * stepsOfBatch);
      run.sent += 1;
      return requestBytes(target, { method: 'POST', path: mlflowPath('runs/log-batch'), body: text });
    },
  });
}

async function pointsKept(databaseUrl: string): Promise<{ points: number; hot: number }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ points: string; hot: string }>(
    'SELECT coalesce(sum(count), 0) AS points, sum(hot) AS hot FROM traza.metric_series',
  );
  await client.end();
  return { points: Number(rows[0]?.points), hot: Number(rows[0]?.hot) };
}

function memoryBar(samples: number[], load: LoadResult): Bar {
  const third = Math.floor(samples.length / 3);
  const [first, second, last] = [0, 1, 2].map((part) => median(samples.slice(part * third, (part + 1) * third)));
  const growth = (last ?? Number.NaN) / (second ?? Number.NaN);
  return {
    name: `memory of the web process over ${seconds} s of ingest, last third against the second`,
    goal: `<= ${flatness} times`,
    measured: `${growth.toFixed(3)} times (${[first, second, last].map((bytes) => megabytes(bytes ?? 0)).join(', ')})`,
    met: growth <= flatness,
    detail: {
      growth,
      peak: Math.max(...samples),
      pointsPerSecond: (load.calls * pointsOfBatch) / load.seconds,
      p99: quantile(load.latencies, 0.99),
      samples,
    },
  };
}

function lossBar(load: LoadResult, kept: { points: number; hot: number }): Bar {
  const sent = load.calls * pointsOfBatch;
  return {
    name: 'points that were taken and are there',
    goal: 'all',
    measured: `${kept.points.toLocaleString('en')} of ${sent.toLocaleString('en')}`,
    met: kept.points === sent,
    detail: { ...kept, sent },
  };
}
