'use client';

import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { askChart, type PanelQuestion } from './ask-charts.ts';
import { axisText, type PanelAxis, type Stretch, stretchText } from './chart-question.ts';
import { mergeAnswer, mostBuckets, type PanelSeries } from './panel-series.ts';

const ofAPanel = 400;
/** A live chart has at most so many times the stretches asked for before it is asked for anew. */
const mostKept = 3;
/** Of one question. */
const mostRuns = 100;

interface Kept {
  mark: string;
  series: PanelSeries;
}

export interface Panel {
  /** Series by run; those on their way are missing. */
  series: PanelSeries;
  loading: boolean;
  error: Error | null;
  retry: () => void;
}

const none: PanelSeries = new Map();

/**
 * The points of one metric of many runs, live: a change of one of them fetches what is new, and only that.
 * @param within the stretch of the axis to read; undefined reads all of it
 * @param buckets most stretches of each series
 * @param enabled false asks for nothing
 */
export function usePanel({
  runs,
  metric,
  axis,
  within,
  buckets = ofAPanel,
  enabled = true,
}: {
  runs: readonly string[];
  metric: string;
  axis: PanelAxis;
  within?: Stretch | undefined;
  buckets?: number;
  enabled?: boolean;
}): Panel {
  const { project } = useNavigation();
  const client = useQueryClient();
  const parts = useMemo(
    () =>
      Array.from({ length: Math.ceil(runs.length / mostRuns) }, (_, part) =>
        runs.slice(part * mostRuns, (part + 1) * mostRuns),
      ),
    [runs],
  );
  const results = useQueries({
    queries: parts.map((part) => {
      const queryKey = ['metrics', { runs: part, metric, axis: axisText(axis), within: stretchText(within), buckets }];
      const question = { project, runs: part, metric, axis, within, buckets };
      return {
        queryKey,
        enabled,
        meta: { ids: part },
        // Other runs of the same view stay until theirs come; another axis or stretch would be drawn in the wrong place.
        placeholderData: (before: Kept | undefined, query?: { queryKey: readonly unknown[] }) =>
          isSameView(query?.queryKey, queryKey) ? before : undefined,
        queryFn: ({ signal }: { signal: AbortSignal }) => readPart(client, queryKey, question, signal),
      };
    }),
    combine,
  });
  return { ...results, retry: () => void client.invalidateQueries({ queryKey: ['metrics'] }) };
}

function isSameView(before: readonly unknown[] | undefined, now: readonly unknown[]): boolean {
  const view = (key: readonly unknown[] | undefined) => ({ ...(key?.[1] as object | undefined), runs: undefined });
  return JSON.stringify(view(before)) === JSON.stringify(view(now));
}

function combine(results: { data: Kept | undefined; isPending: boolean; error: Error | null }[]): Omit<Panel, 'retry'> {
  const series = new Map(results.flatMap((result) => [...(result.data?.series ?? none)]));
  return {
    series,
    loading: results.length > 0 && results.every((result) => result.isPending),
    error: results.find((result) => result.error && !result.data)?.error ?? null,
  };
}

async function readPart(
  client: QueryClient,
  queryKey: readonly unknown[],
  question: Omit<PanelQuestion, 'since'>,
  signal: AbortSignal,
): Promise<Kept> {
  const kept = client.getQueryData<Kept>(queryKey);
  const known = kept && mostBuckets(kept.series) < mostKept * question.buckets ? kept : undefined;
  const answer = await askChart({ ...question, since: known?.mark }, signal);
  return { mark: answer.mark, series: mergeAnswer(known?.series ?? none, answer.series) };
}
