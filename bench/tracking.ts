import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import type { Bar } from './bar.ts';
import { startPeer } from './peer/start-peer.ts';
import { startPlatform } from './platform.ts';
import { bytesBar, chartBars } from './tracking/disk-and-chart-bars.ts';
import { durabilityOf, requireDurable } from './tracking/durability.ts';
import { growthBar } from './tracking/growth-bar.ts';
import { type BareRate, measureBareStatement } from './tracking/measure-bare-statement.ts';
import { measureBytes, randomRuns } from './tracking/measure-bytes.ts';
import { measureChart } from './tracking/measure-chart.ts';
import { measureGrowth } from './tracking/measure-growth.ts';
import { measureSide, type SideFigures } from './tracking/measure-side.ts';
import { seedChart } from './tracking/seed-chart.ts';
import { seedRuns } from './tracking/seed-runs.ts';
import { seededDatabase } from './tracking/seeded-database.ts';
import type { Side } from './tracking/side.ts';
import { bareBar, sideBars } from './tracking/side-bars.ts';
import { trainingCurves } from './tracking/training-curves.ts';

const seconds = Number(process.env.TRAZA_BENCH_SECONDS ?? 12);
const expectedPointsPerSecond = 400_000;
const fewRuns = 1_000;
const manyRuns = 100_000;
/** Runs of the example's curves: enough that what does not grow with them counts for little. */
const curveRuns = 40;
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

const parts: Record<string, (scratch: string) => Promise<Bar[]>> = { peer: againstPeer, search: growth, bytes, chart };

/**
 * Tracking: speed against a real `mlflow server` (peer), search among many runs (search), points on disk (bytes), charts
 * (chart). All of it, or the parts named: npm run bench -- tracking bytes chart
 */
export async function tracking(): Promise<Bar[]> {
  const asked = process.argv.slice(3);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`No part ${unknown.join(', ')}. Known: ${Object.keys(parts).join(', ')}.`);
  const scratch = mkdtempSync(path.join(tmpdir(), 'traza-bench-tracking-'));
  const bars: Bar[] = [];
  try {
    for (const [name, measure] of Object.entries(parts)) {
      if (asked.length === 0 || asked.includes(name)) bars.push(...(await measure(scratch)));
    }
    return bars;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Over the calls of MLflow's own client: first the peer, then ours, never both at once, on this machine, each on a
 * PostgreSQL of the same binaries and settings.
 */
async function againstPeer(scratch: string): Promise<Bar[]> {
  const theirs = await measurePeer(scratch);
  const { ours, bare } = await measureOurs(scratch);
  return [...sideBars(theirs, ours), bareBar(ours, bare)];
}

async function measurePeer(scratch: string): Promise<SideFigures> {
  say('starting the peer: installing it the first time takes minutes');
  const peer = await startPeer(path.join(scratch, 'peer'));
  try {
    say(peer.version);
    await checkDurability('mlflow', peer.databaseUrl);
    return await measureSide({
      side: {
        name: 'mlflow',
        url: peer.url,
        connections: ['keep-alive', 'fresh'],
        expectedPointsPerSecond: 40_000,
      },
      seconds,
      calls: { search: 20, page: 5, history: 3 },
      say,
    });
  } finally {
    await peer.stop();
  }
}

async function measureOurs(scratch: string): Promise<{ ours: SideFigures; bare: BareRate }> {
  say('the peer is stopped; starting ours');
  const database = await startEmbeddedPostgres({ dir: path.join(scratch, 'ours') });
  const platform = await startPlatform({ DATABASE_URL: database.url });
  try {
    await checkDurability('traza', database.url);
    const side: Side = { name: 'traza', url: platform.url, connections: ['keep-alive'], expectedPointsPerSecond };
    const ours = await measureSide({ side, seconds, calls: { search: 200, page: 40, history: 15 }, say });
    say('the bare statement');
    const bare = await measureBareStatement({ ...side, databaseUrl: database.url, seconds });
    return { ours, bare };
  } finally {
    await platform.stop();
    await database.stop();
  }
}

/** Search in an experiment of 100,000 runs against one of 1,000, in the same database. */
async function growth(): Promise<Bar[]> {
  const { database, seeded } = await seededDatabase({
    name: 'runs',
    sources: sources('seed-runs.ts', 'workload.ts'),
    seed: async (into) => ({
      few: await seedRuns({ ...into, name: 'few runs', count: fewRuns }),
      many: await seedRuns({ ...into, name: 'many runs', count: manyRuns }),
    }),
    say,
  });
  const platform = await startPlatform({ DATABASE_URL: database.url });
  try {
    say(`searches among ${manyRuns} runs`);
    const side: Side = { name: 'traza', url: platform.url, connections: ['keep-alive'], expectedPointsPerSecond };
    const found = await measureGrowth({
      side,
      few: { experimentId: String(seeded.few), count: fewRuns },
      many: { experimentId: String(seeded.many), count: manyRuns },
      calls: 100,
    });
    return [growthBar(found)];
  } finally {
    await platform.stop();
    await database.stop();
  }
}

async function bytes(scratch: string): Promise<Bar[]> {
  const curves = await trainingCurves(say);
  say('points on disk: curves of a training, then random numbers');
  const trained = await measureBytes({ dir: path.join(scratch, 'curves'), runs: new Array(curveRuns).fill(curves) });
  const random = await measureBytes({ dir: path.join(scratch, 'random'), runs: randomRuns(3) });
  return [
    bytesBar('bytes a point, curves that the example trains', 5, trained),
    bytesBar('bytes a point, random doubles', 10, random),
  ];
}

async function chart(): Promise<Bar[]> {
  const blocks = path.join(projectRoot, 'lib/metrics/blocks');
  const sealing = readdirSync(blocks).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const { database, seeded } = await seededDatabase({
    name: 'chart',
    sources: [...sources('seed-chart.ts', 'workload.ts'), ...sealing.map((file) => path.join(blocks, file))],
    seed: seedChart,
    say,
  });
  const platform = await startPlatform({ DATABASE_URL: database.url });
  try {
    say('a chart of 6 panels with 50 runs');
    return chartBars(await measureChart({ url: platform.url, data: seeded }));
  } finally {
    await platform.stop();
    await database.stop();
  }
}

const sources = (...files: string[]) => files.map((file) => path.join(import.meta.dirname, 'tracking', file));

async function checkDurability(side: string, databaseUrl: string): Promise<void> {
  const found = await durabilityOf(databaseUrl);
  say(
    `${side}: ${Object.entries(found)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
  );
  requireDurable(side, found);
}
