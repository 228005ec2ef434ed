'use client';

import { type Query, type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DecodedSeries } from '#lib/metrics/chart/decode-chart.ts';
import { askedEarly } from '#lib/ui/live/look-again.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { useRefetchOn } from '../run/use-refetch-on.ts';
import { askChart, type PanelQuestion } from './ask-charts.ts';
import { axisText, type PanelAxis, type Stretch, stretchText } from './chart-question.ts';
import { mergeAnswer, mostBuckets, type PanelSeries } from './panel-series.ts';

/** A live chart has at most so many times the stretches asked for before it is asked for anew. */
const mostKept = 3;
/** Of one question. */
const mostRuns = 100;

// Drawing fifty lines takes fifty times as long as drawing one: a full page is brought up to date less often.
const quickestMs = 300;
const perRunMs = 60;
const slowestMs = 3_000;

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
 * @param buckets most stretches of each series; see stretchesFor
 * @param enabled false asks for nothing
 */
export function usePanel({
  runs,
  metric,
  axis,
  within,
  buckets,
  enabled = true,
}: {
  runs: readonly string[];
  metric: string;
  axis: PanelAxis;
  within?: Stretch | undefined;
  buckets: number;
  enabled?: boolean;
}): Panel {
  const { project } = useNavigation();
  const client = useQueryClient();
  const parts = useMemo(() => partsOf(runs), [runs]);
  const [along, stretch] = [axisText(axis), stretchText(within)];
  const asked = useMemo(
    () =>
      parts.map((part) => {
        const queryKey = panelKey(part, { metric, along, stretch, buckets });
        return { part, queryKey, before: knownBefore(client, queryKey, part) };
      }),
    [client, parts, metric, along, stretch, buckets],
  );
  const results = useQueries({
    queries: asked.map(({ part, queryKey, before }) => ({
      queryKey,
      enabled,
      placeholderData: before,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        readPart(client, queryKey, { project, runs: part, metric, axis, within, buckets }, signal),
    })),
    combine,
  });
  const refetch = () => {
    for (const part of parts) {
      const predicate = (query: Query) => query.queryKey[0] === 'panel' && isOf(query.queryKey, part, metric);
      void client.invalidateQueries({ predicate }, { cancelRefetch: false });
    }
  };
  useRefetchOn('metrics', refetch, { ids: runs, everyMs: Math.min(slowestMs, quickestMs + runs.length * perRunMs) });
  return { ...results, retry: refetch };
}

/** Whatever order runs are drawn in, and one that is pinned is there twice, the question is the same. */
export function partsOf(runs: readonly string[]): (readonly string[])[] {
  const sorted = [...new Set(runs)].sort();
  return Array.from({ length: Math.ceil(sorted.length / mostRuns) }, (_, part) =>
    sorted.slice(part * mostRuns, (part + 1) * mostRuns),
  );
}

function panelKey(
  part: readonly string[],
  of: { metric: string; along: string; stretch: string; buckets: number },
): readonly unknown[] {
  return ['panel', { runs: part, metric: of.metric, axis: of.along, within: of.stretch, buckets: of.buckets }];
}

/** Asks for a whole panel before it is there; the panel takes up what is on its way. */
export function askPanelAhead(
  client: QueryClient,
  { runs, ...question }: Omit<PanelQuestion, 'since' | 'within'>,
): void {
  const { metric, axis, buckets } = question;
  for (const part of partsOf(runs)) {
    const queryKey = panelKey(part, { metric, along: axisText(axis), stretch: '', buckets });
    if (!client.getQueryCache().find({ queryKey })) askedEarly(queryKey);
    void client.prefetchQuery({
      queryKey,
      queryFn: ({ signal }) => readPart(client, queryKey, { ...question, runs: part, within: undefined }, signal),
      staleTime: Number.POSITIVE_INFINITY,
    });
  }
}

function isOf([, view]: readonly unknown[], runs: readonly string[], metric: string): boolean {
  const of = view as { runs: readonly string[]; metric: string };
  return of.metric === metric && of.runs.join() === runs.join();
}

/**
 * What answers to other questions know of the same view: after a run was hidden, or for finer stretches, what is there
 * stays until the answer comes. Another axis or stretch would be drawn in the wrong place.
 */
function knownBefore(client: QueryClient, queryKey: readonly unknown[], runs: readonly string[]): Kept | undefined {
  const view = viewOf(queryKey);
  const series = new Map<string, DecodedSeries>();
  for (const query of client.getQueryCache().findAll({ queryKey: ['panel'] })) {
    const kept = query.state.data as Kept | undefined;
    if (!kept || viewOf(query.queryKey) !== view) continue;
    for (const run of runs) {
      const known = kept.series.get(run);
      if (known) series.set(run, known);
    }
  }
  return series.size > 0 ? { mark: '', series } : undefined;
}

function viewOf([, asked]: readonly unknown[]): string {
  return JSON.stringify({ ...(asked as object), runs: undefined, buckets: undefined });
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
