import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { comparePath } from '#app/_ui/compare/compare-path.ts';
import { pinnedQuestion } from '#app/_ui/experiment/pins/pinned-question.ts';
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
import { OpenedView } from '#app/_ui/experiment/views/opened-view.tsx';
import { openedAddress } from '#app/_ui/experiment/views/view-address.ts';
import { notFoundPage } from '#app/_ui/run/not-found-page.ts';
import type { Ctx } from '#lib/context.ts';
import { DomainError } from '#lib/errors.ts';
import { ensureExperiment } from '#lib/experiments/ensure-experiment.ts';
import { getExperiment } from '#lib/experiments/get-experiment.ts';
import { requireExperiment } from '#lib/experiments/require-experiment.ts';
import { asDirection } from '#lib/experiments/serialize-experiment.ts';
import { nonceOf } from '#lib/http/door/content-security-policy.ts';
import { pageContext } from '#lib/http/page-context.ts';
import { listKeys } from '#lib/runs/table/list-keys.ts';
import { queryRuns } from '#lib/runs/table/query-runs.ts';
import { listViews } from '#lib/views/list-views.ts';
import { ExperimentRuns, type FirstExperiment } from './_parts/experiment-runs.tsx';

type Params = Promise<{ project: string; experiment: string }>;
type FoundExperiment = Awaited<ReturnType<typeof requireExperiment>>;
type Search = Promise<Record<string, string | string[] | undefined>>;

const experimentOf = cache(async (project: string, asked: string) => {
  const ctx = await pageContext(Promise.resolve({ project }));
  const experimentId = asked === 'default' ? await ensureExperiment(ctx) : Number(asked);
  return { ctx, found: await notFoundPage(requireExperiment(ctx, experimentId)) };
});

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { project, experiment: asked } = await params;
  return { title: (await experimentOf(project, asked)).found.name };
}

/** Keys that the page knows from the start; others are found by typing. */
const firstKeys = 1_000;

export default async function ExperimentPage({ params, searchParams }: { params: Params; searchParams: Search }) {
  const { project, experiment: asked } = await params;
  const { ctx, found } = await experimentOf(project, asked);
  const given = toSearch(await searchParams);
  const linked = readRunSet(given);
  // Links from before comparisons had a page of their own.
  if (linked.tab === 'compare' && linked.selected.length > 1) {
    redirect(`/p/${encodeURIComponent(project)}${comparePath(linked.selected, linked.base)}`);
  }
  const nonce = nonceOf((await headers()).get('content-security-policy'));
  const [experiment, { search, ...initial }] = await Promise.all([
    // It counts the runs, which takes as long as all the rest.
    getExperiment({ ctx, input: { experimentId: found.id } }),
    readInitial(ctx, found, given),
  ]);
  return (
    <OpenedView views={initial.views} search={search.size === 0 ? '' : `?${search}`}>
      <ExperimentRuns initial={{ experiment, nonce, ...initial }} />
    </OpenedView>
  );
}

type Initial = Omit<FirstExperiment, 'experiment' | 'nonce'> & { search: URLSearchParams };

/** What the page shows at first: the view that is opened, with its rows. */
async function readInitial(ctx: Ctx, found: FoundExperiment, given: URLSearchParams): Promise<Initial> {
  const experimentId = found.id;
  const keysOf = (kind: 'metric' | 'param') => listKeys({ ctx, input: { experimentId, kind, limit: firstKeys } });
  const [metrics, paramKeys, views] = await Promise.all([
    keysOf('metric'),
    keysOf('param'),
    listViews({ ctx, input: { experimentId } }),
  ]);
  const keys = { metrics: metrics.items, params: paramKeys.items };
  const search = openedAddress(given, views);
  const set = readRunSet(search);
  const ranking = { ...found, metricDirection: asDirection(found.metricDirection) };
  const directionOf = directionsOf(ranking);
  const primary = primaryOf(ranking, keys.metrics);
  const chosen = set.columns ?? usualColumns({ ...keys, primary, directionOf });
  const ranked = rankedBy(ranking);
  const first = primary === undefined ? undefined : metricColumn(primary, directionOf(primary));
  const columns = columnsAsked(chosen, first, ranked);
  const question = runQuestion(experimentId, set, ranked);
  try {
    const { pinned, archived } = set;
    const [page, pins] = await Promise.all([
      queryRuns({ ctx, input: { ...question, columns, limit: rowsOfAPage } }),
      pinned.length > 0 ? queryRuns({ ctx, input: pinnedQuestion(experimentId, set, columns) }) : undefined,
    ]);
    return {
      search,
      keys,
      views,
      rows: { question, columns, page },
      pins: pins && { pinned, archived, columns, rows: pins.rows },
    };
  } catch (error) {
    // What is wrong with the search is said where it was typed: the page asks again and gets the same refusal.
    if (!(error instanceof DomainError) || error.code !== 'INVALID_INPUT') throw error;
    return { search, keys, views, rows: undefined, pins: undefined };
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
