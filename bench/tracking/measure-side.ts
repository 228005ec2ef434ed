import { type HistoryRate, measureHistory, writeHistory } from './measure-history.ts';
import { measureLogBatch } from './measure-log-batch.ts';
import { measureLogMetric } from './measure-log-metric.ts';
import { type Latency, measurePage, measureSearches } from './measure-search.ts';
import { measureWholeRuns } from './measure-whole-runs.ts';
import type { Rate, Side } from './side.ts';

/** What both sides are measured by, over the same calls. */
export interface SideFigures {
  /** Points a second. */
  logBatch: Rate;
  logMetric: Rate;
  wholeRuns: Rate;
  searches: Record<string, Latency>;
  page: Latency;
  history: HistoryRate;
}

const searchedRuns = 1_000;

/** @param calls how often the reads are repeated; the slow side is asked less often */
export async function measureSide(of: {
  side: Side;
  seconds: number;
  calls: { search: number; page: number; history: number };
  say: (text: string) => void;
}): Promise<SideFigures> {
  const { side, seconds, calls, say } = of;
  say(`${side.name}: batches of 1,000 points`);
  const logBatch = await measureLogBatch({ side, seconds });
  say(`${side.name}: ${Math.round(logBatch.perSecond)} points/s; now single points`);
  const logMetric = await measureLogMetric({ side, seconds });
  say(`${side.name}: ${Math.round(logMetric.perSecond)} calls/s; now whole runs`);
  const { rate: wholeRuns, experimentId } = await measureWholeRuns({ side, count: searchedRuns });
  say(`${side.name}: ${wholeRuns.perSecond.toFixed(1)} runs/s; now searches`);
  const asked = { side, experimentId, count: searchedRuns };
  const searches = await measureSearches({ ...asked, calls: calls.search });
  const page = await measurePage({ ...asked, rows: searchedRuns, calls: calls.page });
  say(`${side.name}: a page of ${searchedRuns} runs in ${page.p50.toFixed(1)} ms; now the history of a metric`);
  const history = await measureHistory({ side, runId: await writeHistory(side), passes: calls.history });
  say(`${side.name}: ${Math.round(history.pointsPerSecond)} points/s`);
  return { logBatch, logMetric, wholeRuns, searches, page, history };
}
