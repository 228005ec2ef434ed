import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { comparePath } from '#app/_ui/compare/compare-path.ts';
import { pinnedQuestion } from '#app/_ui/experiment/pins/pinned-question.ts';
import type { FirstPins } from '#app/_ui/experiment/pins/use-pinned-rows.ts';
import { rowsOfAPage } from '#app/_ui/experiment/rows-of-a-page.ts';
import { columnsAsked } from '#app/_ui/experiment/run-columns.ts';
import {
  directionsOf,
  metricColumn,
  primaryOf,
  rankedBy,
  runQuestion,
  usualColumns,
} from '#app/_ui/experiment/run-question.ts';
import { readRunSet } from '#app/_ui/experiment/run-set.ts';
import type { FirstRows } from '#app/_ui/experiment/use-run-rows.ts';
import { OpenedView } from '#app/_ui/experiment/views/opened-view.tsx';
import { openedAddress } from '#app/_ui/experiment/views/view-address.ts';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import { DomainError } from '#lib/errors.ts';
import { ensureExperiment } from '#lib/experiments/ensure-experiment.ts';
import { getExperiment } from '#lib/experiments/get-experiment.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { listKeys } from '#lib/runs/table/list-keys.ts';
import { queryRuns } from '#lib/runs/table/query-runs.ts';
import { listViews } from '#lib/views/list-views.ts';
import { ExperimentRuns } from './_parts/experiment-runs.tsx';

type Params = Promise<{ project: string; experiment: string }>;
type Search = Promise<Record<string, string | string[] | undefined>>;

/** Read once for a request: it counts the runs. */
const experimentOf = cache(async (project: string, asked: string) => {
  const ctx = await pageContext(Promise.resolve({ project }));
  const experimentId = asked === 'default' ? await ensureExperiment(ctx) : Number(asked);
  return { ctx, experiment: await notFoundPage(getExperiment({ ctx, input: { experimentId } })) };
});

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { project, experiment: asked } = await params;
  const { experiment } = await experimentOf(project, asked);
  return { title: experiment.name };
}

/** Keys that the page knows from the start; others are found by typing. */
const firstKeys = 1_000;

export default async function ExperimentPage({ params, searchParams }: { params: Params; searchParams: Search }) {
  const { project, experiment: asked } = await params;
  const { ctx, experiment } = await experimentOf(project, asked);
  const experimentId = experiment.id;
  const given = toSearch(await searchParams);
  const linked = readRunSet(given);
  // Links from before comparisons had a page of their own.
  if (linked.tab === 'compare' && linked.selected.length > 1) {
    redirect(`/p/${encodeURIComponent(project)}${comparePath(linked.selected, linked.base)}`);
  }
  const keysOf = (kind: 'metric' | 'param') => listKeys({ ctx, input: { experimentId, kind, limit: firstKeys } });
  const [metrics, paramKeys, views] = await Promise.all([
    keysOf('metric'),
    keysOf('param'),
    listViews({ ctx, input: { experimentId } }),
  ]);
  const keys = { metrics: metrics.items, params: paramKeys.items };
  const search = openedAddress(given, views);
  const set = readRunSet(search);
  const directionOf = directionsOf(experiment);
  const primary = primaryOf(experiment, keys.metrics);
  const chosen = set.columns ?? usualColumns({ ...keys, primary, directionOf });
  const ranked = rankedBy(experiment);
  const first = primary === undefined ? undefined : metricColumn(primary, directionOf(primary));
  const columns = columnsAsked(chosen, first, ranked);
  const question = runQuestion(experimentId, set, ranked);
  const drawn = (rows?: FirstRows, pins?: FirstPins) => (
    <OpenedView views={views} search={search.size === 0 ? '' : `?${search}`}>
      <ExperimentRuns initial={{ experiment, keys, views, rows, pins }} />
    </OpenedView>
  );
  try {
    const { pinned, archived } = set;
    const [page, pins] = await Promise.all([
      queryRuns({ ctx, input: { ...question, columns, limit: rowsOfAPage } }),
      pinned.length > 0 ? queryRuns({ ctx, input: pinnedQuestion(experimentId, set, columns) }) : undefined,
    ]);
    return drawn({ question, columns, page }, pins && { pinned, archived, columns, rows: pins.rows });
  } catch (error) {
    // What is wrong with the search is said where it was typed: the page asks again and gets the same refusal.
    if (!(error instanceof DomainError) || error.code !== 'INVALID_INPUT') throw error;
    return drawn();
  }
}

function toSearch(given: Awaited<Search>): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    const [first] = [value].flat();
    if (first !== undefined) search.set(name, first);
  }
  return search;
}
