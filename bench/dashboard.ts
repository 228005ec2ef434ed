import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { projectRoot } from '#lib/server/project-root.ts';
import type { Bar } from './bar.ts';
import { openBrowser } from './dashboard/browser.ts';
import { chartBars } from './dashboard/chart-bars.ts';
import { liveBars } from './dashboard/live-bars.ts';
import { type FirstRows, measureFirstRows } from './dashboard/measure-first-rows.ts';
import { measureLive } from './dashboard/measure-live.ts';
import { chartsViewport, measureHover, measurePanels, type Panels, wallViewport } from './dashboard/measure-panels.ts';
import { type Answered, measureQuestions } from './dashboard/measure-questions.ts';
import { measureScroll } from './dashboard/measure-scroll.ts';
import { againstPeer } from './dashboard/peer/against-peer.ts';
import { runBars } from './dashboard/run-bars.ts';
import { type Seeded, type Sizes, seedDashboard } from './dashboard/seed-dashboard.ts';
import { type Platform, startPlatform } from './platform.ts';
import { seededDatabase } from './tracking/seeded-database.ts';

/** Less than 1 to try the bench itself out: figures of a smaller database say nothing. */
const scale = Number(process.env.TRAZA_BENCH_SCALE ?? 1);
const sizes: Sizes = {
  runs: 100_000 * scale,
  fewRuns: 1_000,
  charted: 50,
  points: 20_000 * scale,
  longest: 1_000_000 * scale,
};
const visits = 5;
const wheelTurns = 1_500 * scale;
const hoverSeconds = 8;
const liveRuns = 50;
const liveSeconds = 15;
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

interface Bench {
  browser: Browser;
  platform: Platform;
  database: { url: string; pid: number };
  experiment: (name: keyof Seeded) => string;
}

const ownParts: Record<string, (bench: Bench) => Promise<Bar[]>> = { runs, charts, live };

/**
 * The dashboard in a real Chromium on the started product: the runs table (runs), charts of 50 runs (charts), runs that
 * go on (live), and less of it beside the pages of a real `mlflow server` (peer). All of it, or the parts named:
 * npm run bench -- dashboard charts
 */
export async function dashboard(): Promise<Bar[]> {
  const asked = process.argv.slice(3);
  const known = [...Object.keys(ownParts), 'peer'];
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`No part ${unknown.join(', ')}. Known: ${known.join(', ')}.`);
  const names = known.filter((name) => asked.length === 0 || asked.includes(name));
  const own = Object.entries(ownParts).filter(([name]) => names.includes(name));
  const bars = own.length > 0 ? await measureOwn(own.map(([, measure]) => measure)) : [];
  return names.includes('peer') ? [...bars, ...(await againstPeer({ visits, say }))] : bars;
}

async function measureOwn(measures: ((bench: Bench) => Promise<Bar[]>)[]): Promise<Bar[]> {
  const { database, seeded } = await seededDatabase({
    name: scale === 1 ? 'dashboard' : `dashboard${scale}`,
    sources: sources(),
    seed: (into) => seedDashboard({ ...into, sizes }),
    say,
  });
  try {
    say('starting the product; the first time it builds the pages');
    const platform = await startPlatform({ DATABASE_URL: database.url });
    const browser = await openBrowser();
    try {
      const experiment = (name: keyof Seeded) => `${platform.url}/p/default/experiments/${seeded[name]}`;
      const bench = { browser, platform, database: { url: database.url, pid: database.pid() ?? 0 }, experiment };
      const bars: Bar[] = [];
      for (const measure of measures) bars.push(...(await measure(bench)));
      return bars;
    } finally {
      await browser.close();
      await platform.stop();
    }
  } finally {
    await database.stop();
  }
}

/** The table of all runs, in turns with that of half as many, so that both see the same machine. */
async function runs({ browser, experiment }: Bench): Promise<Bar[]> {
  const among = ['half', 'all'] as const;
  const first: Record<(typeof among)[number], FirstRows[]> = { half: [], all: [] };
  const answered: Record<(typeof among)[number], Answered[]> = { half: [], all: [] };
  say(`the runs page, ${sizes.runs / 2} and ${sizes.runs} runs`);
  for (const name of among) await measureFirstRows(browser, { url: `${experiment(name)}?tab=table` });
  for (let visit = 0; visit < visits; visit += 1) {
    for (const name of among)
      first[name].push(await measureFirstRows(browser, { url: `${experiment(name)}?tab=table` }));
  }
  say('filters and sorts');
  for (let visit = 0; visit < visits; visit += 1) {
    for (const name of among) answered[name].push(...(await measureQuestions(browser, experiment(name))));
  }
  say('scrolling from the first row to the last');
  const scrolled = await measureScroll(browser, { url: experiment('all'), runs: sizes.runs, steps: wheelTurns });
  return runBars({ runs: sizes.runs, first, answered, scrolled });
}

async function charts({ browser, experiment }: Bench): Promise<Bar[]> {
  say(`charts of ${sizes.charted} runs`);
  const url = experiment('curves');
  const visitAll = async (viewport: typeof chartsViewport): Promise<Panels[]> => {
    const found: Panels[] = [];
    for (let visit = 0; visit < visits; visit += 1) found.push(await measurePanels(browser, { url, viewport }));
    return found;
  };
  await measurePanels(browser, { url, viewport: wallViewport });
  const screen = await visitAll(chartsViewport);
  const wall = await visitAll(wallViewport);
  say('hovering');
  return chartBars({ screen, wall, hovered: await measureHover(browser, { url, seconds: hoverSeconds }) });
}

async function live({ browser, platform, database }: Bench): Promise<Bar[]> {
  say(`${liveRuns} runs that go on`);
  return liveBars(await measureLive(browser, { platform, database, runs: liveRuns, seconds: liveSeconds }));
}

/** Files that decide what is in the database. */
function sources(): string[] {
  const own = readdirSync(path.join(import.meta.dirname, 'dashboard'))
    .filter((file) => /^(seed-|wide-run|panel-curves|without-)/.test(file))
    .map((file) => path.join(import.meta.dirname, 'dashboard', file));
  const blocks = path.join(projectRoot, 'lib/metrics/blocks');
  const sealing = readdirSync(blocks).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const workload = path.join(import.meta.dirname, 'tracking/workload.ts');
  return [...own, workload, ...sealing.map((file) => path.join(blocks, file))];
}
