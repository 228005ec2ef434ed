import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import { flightsRecipe } from '#lib/example/flights-recipe.ts';
import { storySplits } from '#lib/example/flights-story.ts';
import { numericEnvironment } from '#lib/queue/kinds/numeric-environment.ts';
import { startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import { type Bar, median } from './bar.ts';
import { ended, type Platform, spawnScript, startPlatform } from './platform.ts';
import { processName, processTree, proportionalSetSize, residentMemory } from './process-memory.ts';

const flightsFile = path.resolve(import.meta.dirname, '../node_modules/vega-datasets/data/flights-3m.parquet');
const flights = 3_000_000;
const rowsPerPartition = 100_000;
const pairs = 3;

const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);
const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** The bars of the first story, on a data folder of its own. */
export async function story(): Promise<Bar[]> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'traza-bench-files-'));
  try {
    const bars: Bar[] = [await memoryAtRest()];
    const database = await startEmbeddedPostgres({ dir: path.join(scratch, 'postgres') });
    const env = { DATABASE_URL: database.url, TRAZA_WORKER_SLOTS: '1' };
    const platform = await startPlatform(env);
    try {
      bars.push(...(await scoring(platform, scratch, env)));
      bars.push(await trainingMemory(platform));
    } finally {
      await platform.stop();
      await database.stop();
    }
    return bars;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function memoryAtRest(): Promise<Bar> {
  say('starting with defaults, to weigh it at rest');
  const platform = await startPlatform({ DATABASE_URL: '' });
  try {
    // A page each of what a browser opens first, then rest.
    for (const page of ['/p/default', '/p/default/experiments', '/p/default/jobs']) await fetch(platform.url + page);
    const sums: number[] = [];
    let parts: Record<string, number> = {};
    for (let second = 0; second < 20; second += 1) {
      await delay(1_000);
      parts = {};
      for (const pid of processTree(platform.pid)) {
        const name = processName(pid);
        parts[name] = (parts[name] ?? 0) + proportionalSetSize(pid);
      }
      sums.push(Object.values(parts).reduce((sum, bytes) => sum + bytes, 0));
    }
    const measured = median(sums.slice(-10));
    return {
      name: 'default start at rest, all processes, proportional set size',
      goal: '< 600 MB',
      measured: megabytes(measured),
      met: measured < 600e6,
      detail: { bytes: measured, ...parts },
    };
  } finally {
    await platform.stop();
  }
}

/** Highest resident memory of the processes that run jobs, sampled while `work` runs. */
async function peakOfChildren<T>(platform: Platform, work: () => Promise<T>): Promise<{ result: T; peak: number }> {
  let peak = 0;
  const sample = setInterval(() => {
    for (const pid of processTree(platform.pid)) {
      if (processName(pid).endsWith('jobs/child.ts')) peak = Math.max(peak, residentMemory(pid));
    }
  }, 100);
  try {
    return { result: await work(), peak };
  } finally {
    clearInterval(sample);
  }
}

async function timesTen(scratch: string): Promise<string> {
  const file = path.join(scratch, 'flights-30m.parquet');
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  const list = Array.from({ length: 10 }, () => `'${flightsFile}'`).join(', ');
  await connection.run(`copy (select * from read_parquet([${list}])) to '${file}' (format parquet, compression zstd)`);
  connection.closeSync();
  instance.closeSync();
  return file;
}

async function upload(platform: Platform, file: string, dataset: string): Promise<void> {
  const answer = await fetch(`${platform.url}/api/v1/uploads?name=${path.basename(file)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
    duplex: 'half',
  } as RequestInit);
  if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  const { id } = z.object({ id: z.string() }).parse(await answer.json());
  await platform.job(`/datasets/${dataset}/imports`, { uploadId: id });
}

async function saveModel(platform: Platform, runId: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of ['model.json', 'weights.bin', 'encoders.json']) {
    const answer = await fetch(`${platform.url}/api/v1/runs/${runId}/artifacts/model/${name}`);
    if (!answer.ok) throw new Error(`model/${name}: ${answer.status}`);
    writeFileSync(path.join(folder, name), Buffer.from(await answer.arrayBuffer()));
  }
}

async function bareSeconds(modelDir: string, file: string, backend: string): Promise<number> {
  const start = performance.now();
  const code = await ended(
    spawnScript('bench/bare-score.ts', [modelDir, file, String(rowsPerPartition), backend], numericEnvironment()),
  );
  if (code !== 0) throw new Error(`The bare script ended with code ${code}.`);
  return (performance.now() - start) / 1000;
}

const Workers = z.object({
  items: z.array(z.object({ state: z.string(), capabilities: z.record(z.string(), z.unknown()) })),
});

async function backendOf(platform: Platform): Promise<string> {
  const { items } = await platform.get('/workers', Workers);
  const backends = items.flatMap((worker) => (worker.capabilities.backends as string[] | undefined) ?? []);
  return backends.includes('tfjs-node') ? 'tfjs-node' : 'tfjs-wasm';
}

async function scoring(platform: Platform, scratch: string, env: Record<string, string>): Promise<Bar[]> {
  say('importing, splitting, training one epoch');
  await platform.job('/datasets/flights/imports', { example: 'flights-3m' });
  for (const split of storySplits) await platform.job('/datasets/flights/versions/1/splits', split);
  const trained = await platform.job('/jobs', {
    kind: 'train',
    payload: {
      recipe: { ...flightsRecipe, dataset: { name: 'flights-train' }, epochs: 1 },
      register: { model: 'late', aliases: ['champion'] },
    },
  });
  const modelDir = path.join(scratch, 'model');
  await saveModel(platform, trained.runId, modelDir);
  const backend = await backendOf(platform);
  const predict = (dataset: string) =>
    platform.job('/jobs', {
      kind: 'batch-predict',
      payload: {
        model: { name: 'late', alias: 'champion' },
        dataset: { name: dataset },
        output: `scores-${dataset}`,
        rowsPerPartition,
        backend,
      },
    });

  say(`three million rows as a job and as a bare script, ${pairs} pairs, ${backend}`);
  const jobs: number[] = [];
  const bare: number[] = [];
  let peak3 = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    bare.push(await bareSeconds(modelDir, flightsFile, backend));
    const { result, peak } = await peakOfChildren(platform, () => predict('flights'));
    jobs.push(result.seconds);
    peak3 = Math.max(peak3, peak);
    say(`  bare ${bare.at(-1)?.toFixed(2)} s, job ${jobs.at(-1)?.toFixed(2)} s`);
  }
  const share = median(bare.map((seconds, pair) => seconds / (jobs[pair] ?? Number.NaN)));

  say('thirty million rows, one worker');
  const big = await timesTen(scratch);
  await upload(platform, big, 'flights-30m');
  const alone = await peakOfChildren(platform, () => predict('flights-30m'));
  say(`  ${alone.result.seconds.toFixed(1)} s; now with a second worker`);
  const second = spawnScript('jobs/main.ts', [], { ...env, TRAZA_DATA: platform.dataDir });
  let together: number;
  try {
    await untilWorkers(platform, 2);
    together = (await predict('flights-30m')).seconds;
  } finally {
    second.kill('SIGTERM');
    await ended(second);
  }
  const growth = alone.peak / peak3;
  const speedup = alone.result.seconds / together;
  return [
    {
      name: 'batch inference over 3 M flights, as a job against a bare script',
      goal: '>= 75 % of its rate',
      measured: `${(share * 100).toFixed(0)} % (${Math.round(flights / median(jobs) / 1000)} k rows/s, ${backend})`,
      met: share >= 0.75,
      detail: { share, jobSeconds: jobs, bareSeconds: bare, backend },
    },
    {
      name: 'resident memory of the scoring process, 30 M rows against 3 M',
      goal: '<= 1.15 times',
      measured: `${growth.toFixed(2)} times (${megabytes(peak3)}, ${megabytes(alone.peak)})`,
      met: growth <= 1.15,
      detail: { peak3, peak30: alone.peak },
    },
    {
      name: 'two workers against one on the partitions of 30 M rows, single-threaded backend',
      goal: '>= 1.5 times',
      measured: `${speedup.toFixed(2)} times (${alone.result.seconds.toFixed(1)} s, ${together.toFixed(1)} s)`,
      met: speedup >= 1.5,
      detail: { oneSeconds: alone.result.seconds, twoSeconds: together },
    },
  ];
}

async function untilWorkers(platform: Platform, count: number): Promise<void> {
  for (;;) {
    const { items } = await platform.get('/workers', Workers);
    if (items.filter((worker) => worker.state === 'alive').length >= count) return;
    await delay(200);
  }
}

async function trainingMemory(platform: Platform): Promise<Bar> {
  say('training one epoch on 300 k and on 3 M rows');
  await platform.job('/datasets/flights/versions/1/splits', {
    name: 'flights-300k',
    where: "date < '2001-01-19 06:00:00'",
  });
  const train = (dataset: string) =>
    peakOfChildren(platform, () =>
      platform.job('/jobs', {
        kind: 'train',
        payload: { recipe: { ...flightsRecipe, dataset: { name: dataset }, epochs: 1 } },
      }),
    );
  const small = await train('flights-300k');
  const large = await train('flights');
  const growth = large.peak / small.peak;
  return {
    name: 'resident memory of training, 3 M rows against 300 k',
    goal: '<= 1.15 times',
    measured: `${growth.toFixed(2)} times (${megabytes(small.peak)}, ${megabytes(large.peak)})`,
    met: growth <= 1.15,
    detail: { peak300k: small.peak, peak3m: large.peak },
  };
}
