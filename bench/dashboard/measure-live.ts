import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from '@playwright/test';
import type { Platform } from '../platform.ts';
import { processName, processTree } from '../process-memory.ts';
import { missing, openPage, untilQuiet, untilTrue } from './browser.ts';
import { dropLiveRuns, LiveWriting, makeLiveRuns } from './live-runs.ts';
import { chartsViewport } from './measure-panels.ts';
import { databaseSeconds, processorSeconds } from './processor-time.ts';

/** Shares of a core. */
interface Shares {
  /** The main thread of the page; none while it is closed. */
  page: number;
  web: number;
  database: number;
}

export interface Live {
  runs: number;
  /** Batches a second that were taken while the page was open, of one point of each metric. */
  batches: number;
  closed: { quiet: Shares; writes: Shares };
  open: { quiet: Shares; writes: Shares };
  /** Above the same page without writes. */
  page: number;
  /** What following costs the servers: writes with the page open, less quiet, less the same with no page. */
  web: number;
  database: number;
}

/** Charts of runs that go on: what their points cost the page that shows them, and the server because of it. */
export async function measureLive(
  browser: Browser,
  of: { platform: Platform; database: { url: string; pid: number }; runs: number; seconds: number },
): Promise<Live> {
  const { platform, database, seconds } = of;
  await dropLiveRuns(database.url);
  const made = await makeLiveRuns(platform, of.runs);
  const writing = new LiveWriting({ url: platform.url, runs: made });
  const watched = { web: webProcesses(platform), database: database.pid, seconds };
  try {
    // What a server does first (compiling, opening connections) is no cost of a point.
    await whileWriting(writing, () => delay(5_000));
    await delay(5_000);
    const closed = { quiet: await sharesOf(watched), writes: await whileWriting(writing, () => sharesOf(watched)) };
    const { page, cdp, close } = await openPage(browser, chartsViewport);
    await page.goto(`${platform.url}/p/default/experiments/${made.experimentId}`);
    await untilTrue(page, 'a panel', () => document.querySelector('.chart-slot canvas') !== null, undefined);
    await untilQuiet(page);
    await cdp.send('Performance.enable');
    const quiet = await sharesOf(watched, cdp);
    const before = await panelText(page);
    const writes = await whileWriting(writing, () => sharesOf(watched, cdp));
    if ((await panelText(page)) === before) throw await missing(page, 'a panel that follows its runs', undefined);
    await close();
    const cost = (of: 'web' | 'database') =>
      writes.result[of] - quiet[of] - (closed.writes.result[of] - closed.quiet[of]);
    return {
      runs: of.runs,
      batches: writes.batches / writes.seconds,
      closed: { quiet: closed.quiet, writes: closed.writes.result },
      open: { quiet, writes: writes.result },
      page: writes.result.page - quiet.page,
      web: cost('web'),
      database: cost('database'),
    };
  } finally {
    await writing.stop();
    await dropLiveRuns(database.url);
  }
}

function webProcesses(platform: Platform): number[] {
  const pids = processTree(platform.pid).filter((pid) => /\bweb(\.ts)?$/.test(processName(pid)));
  if (pids.length === 0) throw new Error('The web process is not there.');
  return pids;
}

/** A few seconds are given to begin in: a page reads its charts anew after the first points. */
async function whileWriting<T>(writing: LiveWriting, work: () => Promise<T>) {
  const begun = performance.now();
  writing.start();
  await delay(5_000);
  const result = await work();
  const batches = await writing.stop();
  return { result, batches, seconds: (performance.now() - begun) / 1000 };
}

async function sharesOf(of: { web: number[]; database: number; seconds: number }, cdp?: CDPSession): Promise<Shares> {
  const look = async () => ({
    at: performance.now() / 1000,
    page: cdp ? await taskSeconds(cdp) : 0,
    web: processorSeconds(of.web),
    database: databaseSeconds(of.database),
  });
  const before = await look();
  await delay(of.seconds * 1000);
  const after = await look();
  const share = (name: keyof Shares) => (after[name] - before[name]) / (after.at - before.at);
  return { page: share('page'), web: share('web'), database: share('database') };
}

async function taskSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const found = metrics.find((metric) => metric.name === 'TaskDuration');
  if (!found) throw new Error('The browser does not tell TaskDuration.');
  return found.value;
}

/** What the panels on screen say in words: their last values. */
function panelText(page: Page): Promise<string> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('.chart-slot table'), (table) => table.textContent).join('\n'),
  );
}
