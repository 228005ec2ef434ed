'use client';

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { directionsOf, metricColumn, primaryOf } from '#app/_ui/experiment/run-question.ts';
import type { MetricDirection } from '#app/_ui/metrics/best-value.ts';
import { axesLast } from '#lib/metrics/axis-metrics.ts';
import type { KeysAnswer } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import type { PanelRuns } from '../../panel-kind.ts';
import { tellingParams } from './telling-params.ts';
import { useMatrix } from './use-matrix.ts';

/** What a panel draws that nobody has told what to draw. */
export interface UsualColumns {
  /** The metric that ranks the runs, by its best value; undefined where there is none. */
  metric: string | undefined;
  /** Another metric, where there is one. */
  second: string | undefined;
  /** Params that differ between the runs, those first that tell most of the metric. */
  params: readonly string[];
  /** The first of them that is a number. */
  number: string | undefined;
  directionOf: (key: string) => MetricDirection;
}

/** As many params and runs as are looked at to find them. */
const mostParams = 60;
const sampledRuns = 500;

type Experiment = { primaryMetric: string | null; metricDirection: 'max' | 'min' | null };

/** What the runs of the page's set are best drawn by: undefined until it is known. */
export function useUsualColumns(runs: PanelRuns): {
  usual: UsualColumns | undefined;
  error: Error | null;
  retry: () => void;
} {
  const api = useApi();
  const { experimentId } = runs;
  const keysOf = (kind: 'metric' | 'param', limit: number) => ({
    queryKey: ['run-words', experimentId, 'usual', kind],
    staleTime: 60_000,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const search = new URLSearchParams({ kind, limit: String(limit) });
      return (await api<KeysAnswer>(`/experiments/${experimentId}/keys?${search}`, { signal })).items;
    },
  });
  const [experiment, metrics, params] = useQueries({
    queries: [
      {
        queryKey: ['experiment', experimentId, 'ranking'],
        staleTime: 60_000,
        queryFn: ({ signal }: { signal: AbortSignal }) => api<Experiment>(`/experiments/${experimentId}`, { signal }),
      },
      keysOf('metric', 200),
      keysOf('param', mostParams),
    ],
  });
  const found = useMemo(() => {
    if (!experiment.data || !metrics.data || !params.data) return undefined;
    const directionOf = directionsOf(experiment.data);
    const columnOf = (key: string | undefined) => (key === undefined ? undefined : metricColumn(key, directionOf(key)));
    const primary = primaryOf(experiment.data, metrics.data);
    const second = axesLast(metrics.data).find((key) => key !== primary && !key.startsWith('system/'));
    return {
      metric: columnOf(primary),
      second: columnOf(second),
      params: params.data.map((key) => `param:${key}`),
      directionOf,
    };
  }, [experiment.data, metrics.data, params.data]);
  const asked = found && [...(found.metric ? [found.metric] : []), ...found.params];
  const { matrix, error, retry } = useMatrix(runs, asked, { limit: sampledRuns });
  const usual = useMemo(() => {
    if (!found || !matrix) return undefined;
    const params = tellingParams(matrix, found.params, found.metric);
    return { ...found, params: params.map((one) => one.name), number: params.find((one) => one.isNumber)?.name };
  }, [found, matrix]);
  const all = [experiment, metrics, params];
  return {
    usual,
    error: error ?? all.find((one) => one.error && !one.data)?.error ?? null,
    retry: () => {
      for (const one of all) if (one.error) void one.refetch();
      retry();
    },
  };
}
