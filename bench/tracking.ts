import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '#lib/server/project-root.ts';
import type { Bar } from './bar.ts';
import { startPlatform } from './platform.ts';
import { againstPeer } from './tracking/against-peer.ts';
import { bytesBar, chartBars } from './tracking/disk-and-chart-bars.ts';
import { growthBar } from './tracking/growth-bar.ts';
import { measureBytes, randomRuns } from './tracking/measure-bytes.ts';
import { measureChart } from './tracking/measure-chart.ts';
import { measureGrowth } from './tracking/measure-growth.ts';
import { seedChart } from './tracking/seed-chart.ts';
import { seedRuns } from './tracking/seed-runs.ts';
import { seededDatabase } from './tracking/seeded-database.ts';
import { trainingCurves } from './tracking/training-curves.ts';
import { untilQuiet } from './tracking/until-quiet.ts';

const seconds = Number(process.env.TRAZA_BENCH_SECONDS ?? 9);
const fewRuns = 1_000;
const manyRuns = 100_000;
/** Runs of the example's curves: enough that what does not grow with them counts for little. */
const curveRuns = 40;
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

const parts: Record<string, (scratch: string) => Promise<Bar[]>> = {
  peer: (scratch) => againstPeer({ scratch, seconds, say }),
  search: growth,
  bytes,
  chart,
};

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
    await untilQuiet({ ours: database.url });
    say(`searches among ${manyRuns} runs`);
    const found = await measureGrowth({
      url: platform.url,
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
