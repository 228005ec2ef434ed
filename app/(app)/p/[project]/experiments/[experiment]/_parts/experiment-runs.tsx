'use client';

import { useQuery } from '@tanstack/react-query';
import { FlaskConical, PanelLeft, Settings2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ExperimentDialog } from '#app/_ui/experiment/experiment-dialog.tsx';
import { matchesRun, orderRuns } from '#app/_ui/experiment/order-runs.ts';
import { RunSelector } from '#app/_ui/experiment/run-selector.tsx';
import { isVisible, newestFirst } from '#app/_ui/experiment/run-set.ts';
import { useTeachCommand } from '#app/_ui/experiment/use-teach-command.ts';
import { arrow, type MetricDirection, usualDirection } from '#app/_ui/metrics/best-value.ts';
import { isActive } from '#app/_ui/run/status-of.ts';
import type { ExperimentAnswer } from '#lib/experiments/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { assignRunColors } from '#lib/ui/chart/palette.ts';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Input, Select } from '#lib/ui/field.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { Page } from '#lib/ui/page.tsx';
import { text } from '#lib/ui/text/text.ts';
import '#app/_ui/experiment/experiment.css';
import { RunCharts } from './run-charts.tsx';
import { RunCompare } from './run-compare.tsx';
import { RunTable } from './run-table.tsx';
import { useRunSet } from './use-run-set.ts';
import { type RunsPage, useRuns } from './use-runs.ts';

/** The runs of an experiment: one set of runs, chosen at the left, drawn at the right as charts, table or comparison. */
export function ExperimentRuns({ initial }: { initial: { experiment: ExperimentAnswer; runs: RunsPage } }) {
  const api = useApi();
  const { data: experiment } = useQuery({
    queryKey: ['experiment', initial.experiment.id],
    queryFn: ({ signal }) => api<ExperimentAnswer>(`/experiments/${initial.experiment.id}`, { signal }),
    initialData: initial.experiment,
  });
  const { query, runs } = useRuns(experiment.id, initial.runs);
  const [set, change] = useRunSet();
  const [listOpen, setListOpen] = useState(true);
  // On a phone the charts come first; the list is one press away.
  useEffect(() => {
    if (window.matchMedia('(max-width: 720px)').matches) setListOpen(false);
  }, []);
  const [editing, setEditing] = useState(false);
  const [highlight, setHighlight] = useState<string>();
  const search = useRef<HTMLInputElement>(null);
  const teach = useTeachCommand(experiment.id);

  const keys = useMemo(() => [...new Set(runs.flatMap((run) => Object.keys(run.metrics)))].sort(), [runs]);
  const directionOf = useMemo(
    () =>
      (key: string): MetricDirection =>
        key === experiment.primaryMetric ? (experiment.metricDirection ?? usualDirection(key)) : usualDirection(key),
    [experiment],
  );
  // Without one that somebody chose, the first that has a good direction stands in.
  const primary =
    experiment.primaryMetric ??
    keys.find((key) => key.startsWith('eval/') && usualDirection(key) === 'max') ??
    keys.find((key) => usualDirection(key) !== null) ??
    keys[0];
  const metric = useMemo(
    () => (primary === undefined ? undefined : { key: primary, direction: directionOf(primary) }),
    [primary, directionOf],
  );
  // Colours follow the age of runs, so that neither a filter nor a new run changes those on screen.
  const colors = useMemo(() => assignRunColors(runs.map((run) => run.id).sort()), [runs]);
  const listed = useMemo(
    () =>
      orderRuns(
        runs.filter((run) => matchesRun(run, set.q)),
        set.sort,
        directionOf,
      ),
    [runs, set.q, set.sort, directionOf],
  );
  const visible = useMemo(() => listed.filter((run) => isVisible(set, run.id)), [listed, set]);
  const selected = useMemo(() => runs.filter((run) => set.selected.includes(run.id.slice(-8))), [runs, set.selected]);
  const running = runs.filter((run) => isActive(run.status)).length;

  useShortcut('/', text.runs.searchKey, () => search.current?.focus());
  useShortcut('mod+j', text.runs.swap, () => change({ ...set, tab: set.tab === 'table' ? 'charts' : 'table' }));
  useShortcut('mod+b', text.runs.toggleList, () => setListOpen(!listOpen));

  const sorts = [
    { value: newestFirst, label: text.runs.sorts.created },
    ...(primary === undefined
      ? []
      : [
          {
            value: `${directionOf(primary) === 'min' ? '' : '-'}metric:${primary}`,
            label: text.runs.sortBest(primary),
          },
        ]),
    { value: 'name', label: text.runs.sorts.name },
    { value: 'status', label: text.runs.sorts.status },
    { value: '-duration', label: text.runs.sorts.duration },
  ];
  if (!sorts.some((sort) => sort.value === set.sort)) sorts.push({ value: set.sort, label: set.sort });

  const tab = (id: typeof set.tab, label: string, keysShown?: string) => (
    <Button
      look="ghost"
      role="tab"
      aria-selected={set.tab === id}
      className={set.tab === id ? 'on' : undefined}
      onClick={() => change({ ...set, tab: id })}
      {...(keysShown ? { keys: keysShown } : {})}
    >
      {label}
    </Button>
  );

  const tabs = (
    <>
      <IconButton
        icon={PanelLeft}
        label={text.runs.toggleList}
        keys="mod+b"
        pressed={listOpen}
        onClick={() => setListOpen(!listOpen)}
      />
      <div role="tablist" aria-label={experiment.name} className="row">
        {tab('charts', text.runs.charts)}
        {tab('table', text.runs.table, 'mod+j')}
        {selected.length > 1 || set.tab === 'compare' ? tab('compare', text.runs.compare(selected.length)) : null}
      </div>
    </>
  );

  return (
    <Page
      fill
      crumbs={[{ label: text.experiments.title, to: '/experiments' }, { label: experiment.name }]}
      actions={
        <Button icon={Settings2} onClick={() => setEditing(true)}>
          {metric && experiment.primaryMetric
            ? `${metric.key} ${arrow(metric.direction) === 'up' ? '↑' : arrow(metric.direction) === 'down' ? '↓' : ''}`
            : text.runs.noPrimary}
        </Button>
      }
    >
      <div className={listOpen ? 'run-set' : 'run-set alone'}>
        {listOpen ? (
          <aside className="run-side" aria-label={text.runs.listLabel}>
            <div className="run-side-head">
              <Input
                hideLabel
                label={text.runs.search}
                placeholder={text.runs.search}
                type="search"
                ref={search}
                value={set.q}
                onChange={(event) => change({ ...set, q: event.target.value })}
              />
              <div className="row">
                <Select
                  hideLabel
                  label={text.runs.sort}
                  value={set.sort}
                  options={sorts}
                  onChange={(event) => change({ ...set, sort: event.target.value })}
                />
                <span className="grow" />
                <span className="dim num small">{text.runs.listed(listed.length, experiment.runs)}</span>
              </div>
            </div>
            {listed.length === 0 && runs.length > 0 ? <p className="run-none mut">{text.runs.noMatch}</p> : null}
            <RunSelector
              runs={listed}
              set={set}
              onChange={change}
              colors={colors}
              metric={metric}
              highlight={highlight}
              onHighlight={setHighlight}
            />
            {query.hasNextPage ? (
              <Button look="ghost" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {text.runs.loadMore}
              </Button>
            ) : null}
            <div className="run-side-foot">
              <span className="dim clip">{text.runs.shown(visible.length, running)}</span>
              <span className="grow" />
              {set.solo.length > 0 || set.hidden.length > 0 ? (
                <Button look="ghost" small onClick={() => change({ ...set, solo: [], hidden: [] })}>
                  {text.runs.clearSolo}
                </Button>
              ) : null}
              <Button
                disabled={selected.length < 2}
                title={selected.length < 2 ? text.runs.compareHint : undefined}
                onClick={() => change({ ...set, tab: 'compare' })}
              >
                {text.runs.compare(selected.length)}
              </Button>
            </div>
          </aside>
        ) : null}
        <section className="run-view">
          {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
          {runs.length === 0 ? (
            <div className="run-scroll">
              <EmptyState icon={FlaskConical} title={text.runs.emptyTitle} commands={teach}>
                {text.runs.empty}
              </EmptyState>
            </div>
          ) : set.tab === 'table' ? (
            <RunTable
              tabs={tabs}
              runs={listed}
              keys={keys}
              set={set}
              onChange={change}
              colors={colors}
              directionOf={directionOf}
              onHighlight={setHighlight}
            />
          ) : set.tab === 'compare' ? (
            <RunCompare tabs={tabs} runs={selected} colors={colors} />
          ) : (
            <RunCharts
              tabs={tabs}
              runs={visible}
              keys={keys}
              colors={colors}
              directionOf={directionOf}
              highlight={highlight}
              onHighlight={setHighlight}
            />
          )}
        </section>
      </div>
      {editing ? <ExperimentDialog experiment={experiment} metrics={keys} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}
