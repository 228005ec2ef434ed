import { chartType } from '#lib/metrics/chart/chart-body.ts';
import { type DecodedChart, type DecodedSeries, decodeChart } from '#lib/metrics/chart/decode-chart.ts';
import { apiSend } from '#lib/ui/api.ts';
import { chartBody } from './chart-body.ts';
import type { PanelAxis, Stretch } from './chart-question.ts';
import { panelsAtFirst, panelsAtOnce, takeEarly } from './early-script.ts';

/** The points of one metric of some runs. */
export interface PanelQuestion {
  project: string;
  runs: readonly string[];
  metric: string;
  axis: PanelAxis;
  /** All of the axis where it is undefined. */
  within: Stretch | undefined;
  /** Most stretches of each series. */
  buckets: number;
  /** The mark of the last answer to the same question. */
  since: string | undefined;
}

export interface PanelAnswer {
  mark: string;
  series: DecodedSeries[];
}

interface Waiting {
  question: PanelQuestion;
  settle: PromiseWithResolvers<PanelAnswer>;
  signal: AbortSignal;
}

const gatherMs = 4;

let waiting: Waiting[] = [];

/**
 * Asks for the points of a panel. Panels that ask at the same moment for the same runs share one request, and the server
 * reads their series together.
 */
export function askChart(question: PanelQuestion, signal: AbortSignal): Promise<PanelAnswer> {
  const settle = Promise.withResolvers<PanelAnswer>();
  if (waiting.length === 0) setTimeout(askNow, gatherMs);
  waiting.push({ question, settle, signal });
  return settle.promise;
}

/** Sends what waits for others to come, where all that will come is there. */
export function askNow(): void {
  const asked = waiting;
  waiting = [];
  for (const parts of groupsOf(asked)) void askInTurn(parts);
}

/** The first few panels by themselves: beside the others their answer would come no earlier than all. */
async function askInTurn([first, ...others]: Waiting[][]): Promise<void> {
  if (first) await ask(first);
  for (const part of others) void ask(part);
}

/** Panels that can share requests, each list in the parts in which they are asked. */
function groupsOf(asked: Waiting[]): Waiting[][][] {
  const groups = new Map<string, Waiting[]>();
  for (const one of asked) {
    const { metric: _, ...shared } = one.question;
    const name = JSON.stringify(shared);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const parts = [group.slice(0, panelsAtFirst)];
    for (let at = panelsAtFirst; at < group.length; at += panelsAtOnce) parts.push(group.slice(at, at + panelsAtOnce));
    return parts;
  });
}

async function ask(asked: Waiting[]): Promise<void> {
  for (const one of asked) if (one.signal.aborted) one.settle.reject(one.signal.reason);
  const group = asked.filter((one) => !one.signal.aborted);
  const [first] = group;
  if (!first) return;
  // Nobody waits for it any more when all of its panels have gone.
  const gone = new AbortController();
  let left = group.length;
  for (const { signal } of group) {
    signal.addEventListener('abort', () => {
      left -= 1;
      if (left === 0) gone.abort(signal.reason);
    });
  }
  try {
    const keys = [...new Set(group.map((one) => one.question.metric))];
    const chart = await fetchChart(first.question, keys, gone.signal);
    for (const { question, settle } of group) {
      settle.resolve({ mark: chart.mark, series: chart.series.filter((one) => one.key === question.metric) });
    }
  } catch (error) {
    for (const { settle } of group) settle.reject(error);
  }
}

async function fetchChart(question: PanelQuestion, keys: string[], signal: AbortSignal): Promise<DecodedChart> {
  const body = chartBody(question, keys);
  // What failed early is asked again, and told if it fails again.
  const early = await Promise.race([takeEarly(body), aborted(signal)]);
  if (early) return decodeChart(new Uint8Array(early));
  const headers = { accept: chartType };
  const answer = await apiSend(question.project, '/metrics/chart', { method: 'POST', body, headers, signal });
  return decodeChart(new Uint8Array(await answer.arrayBuffer()));
}

/** Fails when nobody waits any more. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
