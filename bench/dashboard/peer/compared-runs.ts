import { type BenchRun, randomFrom, type WirePoint } from '../../tracking/workload.ts';
import { panelKeys, panelValue } from '../panel-curves.ts';
import { wideMetrics, wideParams, wideRun } from '../wide-run.ts';

/** Runs that both sides show in a table: 50 metrics and 30 params each. */
export const tableRuns: BenchRun[] = Array.from({ length: 1_000 }, (_, index) => {
  const { name, startTime, metrics, params, tags, user } = wideRun(index);
  return {
    name,
    startTime,
    metrics: Object.fromEntries(wideMetrics.map((key, at) => [key, metrics[at] ?? 0])),
    params: Object.fromEntries(wideParams.map((key, at) => [key, params[at] ?? ''])),
    tags: { ...tags, 'mlflow.user': user },
  };
});

/** Runs that both sides draw. Their metrics have one prefix, so that each side puts them into one section. */
export const drawnRuns = tableRuns.slice(0, 10).map((run) => ({ ...run, metrics: {} }));
export const drawnKeys = panelKeys.filter((key) => key.startsWith('eval/')).slice(0, 10);
export const drawnSteps = 2_000;

/** The series of a run that is drawn, half a second from step to step. */
export function drawnPoints(of: { key: string; seed: number; startTime: number }): WirePoint[] {
  const random = randomFrom(of.seed);
  return Array.from({ length: drawnSteps }, (_, step) => ({
    key: of.key,
    value: panelValue({ key: of.key, step, random }),
    timestamp: of.startTime + step * 500,
    step,
  }));
}
