'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Archive, Columns3, FlaskConical, Group, ListFilter, ListTree, PanelLeft, Settings2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCompare } from '#app/_ui/compare/use-compare.ts';
import { ColumnDialog } from '#app/_ui/experiment/column-dialog.tsx';
import { ExperimentDialog } from '#app/_ui/experiment/experiment-dialog.tsx';
import { DensityMenu } from '#app/_ui/experiment/grid/density-menu.tsx';
import { GroupDialog } from '#app/_ui/experiment/group-dialog.tsx';
import { NoMatch } from '#app/_ui/experiment/missing/no-match.tsx';
import { useMissingColumns } from '#app/_ui/experiment/missing/use-missing-columns.ts';
import { type FirstPins, usePinnedLines, usePinnedRows } from '#app/_ui/experiment/pins/use-pinned-rows.ts';
import { rowsQuery } from '#app/_ui/experiment/rows-query.ts';
import { RunActions } from '#app/_ui/experiment/run-actions.tsx';
import { columnLabel, columnsAsked } from '#app/_ui/experiment/run-columns.ts';
import { RunGrid } from '#app/_ui/experiment/run-grid.tsx';
import { byCount, groupRunsBy } from '#app/_ui/experiment/run-groups.ts';
import {
  directionsOf,
  metricColumn,
  primaryOf,
  rankedBy,
  runQuestion,
  usualColumns,
} from '#app/_ui/experiment/run-question.ts';
import { RunSearch } from '#app/_ui/experiment/run-search.tsx';
import { RunSelector } from '#app/_ui/experiment/run-selector.tsx';
import {
  isVisible,
  mostCharted,
  newestFirst,
  type RunSet,
  readRunSet,
  toggleTree,
} from '#app/_ui/experiment/run-set.ts';
import { useTreeRows } from '#app/_ui/experiment/tree/use-tree-rows.ts';
import { UndoContext } from '#app/_ui/experiment/undo/undo-context.ts';
import { useUndo } from '#app/_ui/experiment/undo/use-undo.ts';
import { useGroupedRows } from '#app/_ui/experiment/use-grouped-rows.ts';
import { type FirstRows, useRunRows } from '#app/_ui/experiment/use-run-rows.ts';
import { useTeachCommand } from '#app/_ui/experiment/use-teach-command.ts';
import { useViews } from '#app/_ui/experiment/views/use-views.ts';
import { ViewBar } from '#app/_ui/experiment/views/view-bar.tsx';
import { useChartLayout } from '#app/_ui/metrics/arrange/use-chart-layout.ts';
import type { MetricDirection } from '#app/_ui/metrics/best-value.ts';
import { isActive } from '#app/_ui/run/status-of.ts';
import type { ExperimentAnswer } from '#lib/experiments/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { assignRunColors, withChosen } from '#lib/ui/chart/palette.ts';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Select } from '#lib/ui/field.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { Page } from '#lib/ui/page.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { SavedView } from '#lib/views/schema.ts';
import '#app/_ui/experiment/experiment.css';
import { type ChartState, RunCharts } from './run-charts.tsx';
import { RunCompare } from './run-compare.tsx';
import { RunTabs } from './run-tabs.tsx';
import { type RunKeys, useRunKeys } from './use-run-keys.ts';
import { useRunSet } from './use-run-set.ts';
import { useRunsCommands } from './use-runs-commands.ts';

const FilterBuilder = dynamic(
  async () => (await import('#app/_ui/experiment/filter-builder/filter-builder.tsx')).FilterBuilder,
);
const RunBoards = lazy(() => import('./run-boards.tsx'));

/** Groups of the list that the charts draw, each the mean of up to fifty runs. */
const mostGroupsCharted = 20;

export interface FirstExperiment {
  experiment: ExperimentAnswer;
  keys: RunKeys;
  /** undefined where the address asks for what cannot be read. */
  rows: FirstRows | undefined;
  /** undefined where none stays on top. */
  pins: FirstPins | undefined;
  views: SavedView[];
  /** Of the scripts in the page that the server draws. */
  nonce: string | undefined;
}

/** The runs of an experiment: one set of runs, chosen at the left, drawn at the right as charts, table or comparison. */
export function ExperimentRuns({ initial }: { initial: FirstExperiment }) {
  const api = useApi();
  const { data: experiment } = useQuery({
    queryKey: ['experiment', initial.experiment.id],
    queryFn: ({ signal }) => api<ExperimentAnswer>(`/experiments/${initial.experiment.id}`, { signal }),
    initialData: initial.experiment,
  });
  const keys = useRunKeys(experiment.id, initial.keys);
  const views = useViews(experiment.id, initial.views);
  const [set, write] = useRunSet();
  const order = useUndo();
  const arrangement = useChartLayout(experiment.id, order);
  const [listOpen, setListOpen] = useState(true);
  // On a phone the charts come first; the list is one press away.
  useEffect(() => {
    if (window.matchMedia('(max-width: 720px)').matches) setListOpen(false);
  }, []);
  const [editing, setEditing] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [grouping, setGrouping] = useState(false);
  const [filtering, setFiltering] = useState(false);
  const [highlight, setHighlight] = useState<string>();
  const search = useRef<HTMLInputElement>(null);
  const teach = useTeachCommand(experiment.id);
  const compare = useCompare();

  const directionOf = useMemo(() => directionsOf(experiment), [experiment]);
  const primary = primaryOf(experiment, keys.metrics);
  const metric = useMemo(
    () => (primary === undefined ? undefined : { key: primary, column: metricColumn(primary, directionOf(primary)) }),
    [primary, directionOf],
  );
  const usual = useMemo(() => usualColumns({ ...keys, primary, directionOf }), [keys, primary, directionOf]);
  const columns = set.columns ?? usual;
  const ranked = rankedBy(experiment);
  const asked = useMemo(() => columnsAsked(columns, metric?.column, ranked), [columns, metric, ranked]);
  const question = useMemo(
    () => runQuestion(experiment.id, { q: set.q, sort: set.sort, archived: set.archived }, ranked),
    [experiment.id, set.q, set.sort, set.archived, ranked],
  );
  const client = useQueryClient();
  const change = useCallback(
    (next: RunSet) => {
      const question = runQuestion(experiment.id, next, ranked);
      const columns = columnsAsked(next.columns ?? usual, metric?.column, ranked);
      // Asked before the page is drawn anew for it: that takes as long as the answer.
      void client.prefetchQuery({
        ...rowsQuery({ api, question, columns, page: 0 }),
        staleTime: Number.POSITIVE_INFINITY,
      });
      write(next);
    },
    [experiment.id, ranked, usual, metric, client, api, write],
  );
  const rows = useRunRows(question, asked, initial.rows);
  const grouped = useGroupedRows({ question, columns: asked, set, first: metric?.column, plain: rows });
  const named = useMemo(() => [...columns, ...set.sort.map((key) => key.replace(/^-/, ''))], [columns, set.sort]);
  const missing = useMissingColumns(experiment.id, named, keys, rows);
  const isGrouped = set.group.length > 0;
  const isTree = set.tree && !isGrouped;
  const tree = useTreeRows({ question, columns: asked, set, onChange: change, plain: rows, enabled: isTree });
  const unpinned = isGrouped ? grouped.rows : isTree ? tree : rows;
  const pinned = usePinnedRows(experiment.id, set, unpinned.columns, initial.pins);
  const lines = usePinnedLines(unpinned, pinned);
  // Colours follow the age of runs: neither another order nor a newer run changes those on screen. An older one that comes
  // or goes, by a filter or a pin, may.
  const colored = isGrouped ? grouped.groups : [...rows.head, ...lines.head];
  const coloredIds = colored
    .map((one) => one.id)
    .sort()
    .join();
  // New values of the same runs must not draw every chart anew.
  const given = useMemo(() => assignRunColors(coloredIds.split(',')), [coloredIds]);
  const chosen = JSON.stringify(lines.head.flatMap(({ id, color }) => (color === null ? [] : [{ id, color }])));
  const colors = useMemo(() => withChosen(given, JSON.parse(chosen)), [given, chosen]);
  const visible = useMemo(
    () => lines.head.filter((run) => isVisible(set, run.id)).slice(0, mostCharted),
    [lines.head, set],
  );
  const visibleGroups = useMemo(
    () => grouped.groups.filter((group) => isVisible(set, group.id)).slice(0, mostGroupsCharted),
    [grouped.groups, set],
  );
  const charted = isGrouped
    ? chartState({ drawn: visibleGroups, atHand: grouped.groups, matching: grouped.total, error: lines.error })
    : chartState({ drawn: visible, atHand: lines.head, matching: rows.count?.count, error: lines.error });
  const running = rows.head.filter((run) => isActive(run.status) && !run.stalled).length;
  const refused = rows.error instanceof ApiError && rows.error.code === 'INVALID_INPUT' && set.q !== '';
  const onSearch = useCallback(
    (q: string) => change({ ...readRunSet(new URLSearchParams(window.location.search)), q }),
    [change],
  );
  const onBoard = useCallback(
    (board: string | undefined) =>
      change({ ...readRunSet(new URLSearchParams(window.location.search)), tab: 'boards', board }),
    [change],
  );

  useShortcut('/', text.runs.searchKey, () => {
    // The field is there once the list is.
    flushSync(() => setListOpen(true));
    search.current?.focus();
  });
  useShortcut('f', text.filter.key, () => setFiltering(true));
  useShortcut('c', text.runs.columnsKey, () => setChoosing(true));
  useShortcut('g', text.groups.key, () => setGrouping(true));
  useRunsCommands(experiment.id, set.selected);
  useShortcut('mod+b', text.runs.toggleList, () => setListOpen(!listOpen));

  const sorts: { keys: string[]; label: string }[] = [
    { keys: [newestFirst], label: text.runs.sorts.newest },
    ...(metric ? [{ keys: [bestFirst(metric, directionOf)], label: text.runs.sortBest(metric.key) }] : []),
    { keys: ['name'], label: text.runs.sorts.name },
    { keys: ['status'], label: text.runs.sorts.status },
    { keys: ['-duration'], label: text.runs.sorts.duration },
  ];
  if (isGrouped) sorts.splice(0, sorts.length, ...groupSorts(metric, directionOf));
  const sorted = JSON.stringify(lines.groups ? [lines.groups.sort] : set.sort);
  if (!sorts.some((sort) => JSON.stringify(sort.keys) === sorted)) {
    const names = (JSON.parse(sorted) as string[]).map((key) => columnLabel(key.replace(/^-/, ''), directionOf));
    sorts.push({
      keys: JSON.parse(sorted),
      label: isGrouped ? text.groups.meanOf(names.join(', ')) : sortLabel(set.sort, names.join(', '), missing),
    });
  }

  const groupButton = (
    <Button
      look="ghost"
      icon={Group}
      keys="g"
      className={isGrouped ? 'on' : undefined}
      onClick={() => setGrouping(true)}
    >
      {isGrouped ? text.groups.groupedBy(set.group.length) : text.groups.group}
    </Button>
  );
  const onTree = () => change(toggleTree(set));
  // Beside the controls of charts there is no room for its word.
  const arrange = (
    <>
      {groupButton}
      <IconButton icon={ListTree} label={text.tree.hint} pressed={isTree} onClick={onTree} />
    </>
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
      <RunTabs set={set} label={experiment.name} onChange={change} />
    </>
  );

  const grid = {
    rows: lines,
    columns,
    missing,
    set,
    onChange: change,
    colors,
    directionOf,
    metric: metric?.key,
    highlight,
    onHighlight: setHighlight,
  };

  return (
    <UndoContext value={order}>
      <Page
        fill
        crumbs={[{ label: text.experiments.title, to: '/experiments' }, { label: experiment.name }]}
        actions={
          <Button icon={Settings2} onClick={() => setEditing(true)}>
            {metric && experiment.primaryMetric ? columnLabel(metric.column, directionOf) : text.runs.noPrimary}
          </Button>
        }
      >
        <div className={listOpen ? 'run-set' : 'run-set alone'}>
          {listOpen ? (
            <aside className="run-side" aria-label={text.runs.listLabel}>
              <div className="run-side-head">
                <ViewBar experimentId={experiment.id} views={views} />
                <div className="run-find">
                  <RunSearch
                    ref={search}
                    experimentId={experiment.id}
                    value={set.q}
                    error={refused ? rows.error?.message : undefined}
                    onChange={onSearch}
                  />
                  <IconButton
                    icon={ListFilter}
                    label={text.filter.button}
                    keys="f"
                    onClick={() => setFiltering(true)}
                  />
                </div>
                <div className="row">
                  <Select
                    hideLabel
                    label={text.runs.sort}
                    value={sorted}
                    options={sorts.map((sort) => ({ value: JSON.stringify(sort.keys), label: sort.label }))}
                    onChange={(event) => change({ ...set, sort: JSON.parse(event.target.value) })}
                  />
                  <span className="grow" />
                  <span className="dim num small">
                    {isGrouped
                      ? grouped.total === undefined
                        ? null
                        : text.groups.listed(grouped.total)
                      : rows.count
                        ? listedOf(rows.count, experiment.runs)
                        : null}
                  </span>
                </div>
              </div>
              {rows.count?.count === 0 && experiment.runs > 0 ? (
                <NoMatch experimentId={experiment.id} filter={question.filter} />
              ) : null}
              <RunSelector
                rows={lines}
                set={set}
                onChange={change}
                colors={colors}
                metric={metric}
                highlight={highlight}
                onHighlight={setHighlight}
              />
              <div className="run-side-foot">
                <span className="dim clip">
                  {isGrouped
                    ? text.groups.shown(visibleGroups.length, grouped.total ?? 0)
                    : text.runs.shown(visible.length, running)}
                </span>
                <span className="grow" />
                {set.solo.length > 0 || set.hidden.length > 0 ? (
                  <Button look="ghost" small onClick={() => change({ ...set, solo: [], hidden: [] })}>
                    {text.runs.clearSolo}
                  </Button>
                ) : null}
                <Button
                  disabled={set.selected.length < 2}
                  title={set.selected.length < 2 ? text.runs.compareHint : undefined}
                  onClick={() => compare(set.selected, set.base)}
                >
                  {text.runs.compare(set.selected.length)}
                </Button>
              </div>
            </aside>
          ) : null}
          <section className="run-view">
            {lines.error && !refused ? <ErrorState error={lines.error} onRetry={lines.retry} /> : null}
            {experiment.runs === 0 && rows.head.length === 0 && set.q === '' ? (
              <div className="run-scroll">
                <EmptyState icon={FlaskConical} title={text.runs.emptyTitle} commands={teach}>
                  {text.runs.empty}
                </EmptyState>
              </div>
            ) : set.tab === 'table' ? (
              <>
                <div className="run-bar">
                  {tabs}
                  <span className="grow" />
                  <Button
                    look="ghost"
                    icon={Archive}
                    aria-pressed={set.archived}
                    className={set.archived ? 'on' : undefined}
                    onClick={() => change({ ...set, archived: !set.archived, selected: [] })}
                  >
                    {text.runs.archivedOnes}
                  </Button>
                  {groupButton}
                  <Button
                    look="ghost"
                    icon={ListTree}
                    aria-pressed={isTree}
                    className={isTree ? 'on' : undefined}
                    title={text.tree.hint}
                    onClick={onTree}
                  >
                    {text.tree.asTree}
                  </Button>
                  <DensityMenu />
                  <Button look="ghost" icon={Columns3} keys="c" onClick={() => setChoosing(true)}>
                    {text.runs.columns}
                  </Button>
                </div>
                <RunGrid {...grid} />
              </>
            ) : set.tab === 'compare' ? (
              <RunCompare tabs={tabs} ids={set.selected} base={set.base} />
            ) : set.tab === 'boards' ? (
              <Suspense fallback={<div className="run-bar">{tabs}</div>}>
                <RunBoards
                  tabs={
                    <>
                      {tabs}
                      {arrange}
                    </>
                  }
                  experimentId={experiment.id}
                  board={set.board}
                  onShow={onBoard}
                  order={order}
                  question={question}
                  runs={visible}
                  groups={isGrouped ? visibleGroups : undefined}
                  colors={colors}
                  highlight={highlight}
                  onHighlight={setHighlight}
                  onSearch={onSearch}
                  metrics={keys.metrics}
                  primary={primary}
                  directionOf={directionOf}
                />
              </Suspense>
            ) : (
              <RunCharts
                tabs={
                  <>
                    {tabs}
                    {arrange}
                  </>
                }
                state={charted}
                runs={visible}
                grouped={isGrouped ? { question, groups: visibleGroups } : undefined}
                keys={keys.metrics}
                colors={colors}
                arrangement={arrangement}
                directionOf={directionOf}
                highlight={highlight}
                onHighlight={setHighlight}
                nonce={initial.nonce}
              />
            )}
            {set.tab === 'table' || set.selected.length > 0 ? (
              <RunActions
                key={JSON.stringify(question)}
                set={set}
                onChange={change}
                rows={rows}
                question={question}
                columns={asked}
              />
            ) : null}
          </section>
        </div>
        {editing ? (
          <ExperimentDialog experiment={experiment} metrics={keys.metrics} onClose={() => setEditing(false)} />
        ) : null}
        {grouping ? (
          <GroupDialog
            experimentId={experiment.id}
            by={set.group}
            onChange={(by) => change(groupRunsBy(set, by))}
            onClose={() => setGrouping(false)}
          />
        ) : null}
        {filtering ? (
          <FilterBuilder
            experimentId={experiment.id}
            value={set.q}
            count={rows.count?.exact ? rows.count.count : undefined}
            error={refused ? rows.error?.message : undefined}
            onChange={onSearch}
            onClose={() => setFiltering(false)}
          />
        ) : null}
        {choosing ? (
          <ColumnDialog
            experimentId={experiment.id}
            columns={columns}
            directionOf={directionOf}
            onChange={(next) => change({ ...set, columns: next })}
            onReset={() => change({ ...set, columns: undefined })}
            onClose={() => setChoosing(false)}
          />
        ) : null}
      </Page>
    </UndoContext>
  );
}

/** @param of what charts can draw: runs, or groups of them */
function chartState(of: {
  drawn: readonly unknown[];
  atHand: readonly unknown[];
  matching: number | undefined;
  error: Error | null;
}): ChartState {
  if (of.drawn.length > 0) return 'drawn';
  if (of.atHand.length > 0) return 'hidden';
  if (of.matching === 0) return 'none';
  return of.error ? 'failed' : 'waiting';
}

function groupSorts(
  metric: { key: string; column: string } | undefined,
  directionOf: (key: string) => MetricDirection,
): { keys: string[]; label: string }[] {
  return [
    { keys: [`-${byCount}`], label: text.groups.mostRuns },
    { keys: [byCount], label: text.groups.fewestRuns },
    ...(metric ? [{ keys: [bestFirst(metric, directionOf)], label: text.groups.meanOf(metric.key) }] : []),
  ];
}

function bestFirst({ key, column }: { key: string; column: string }, directionOf: (key: string) => MetricDirection) {
  return directionOf(key) === 'min' ? column : `-${column}`;
}

function sortLabel(sort: readonly string[], label: string, missing: ReadonlyMap<string, string>): string {
  return sort.some((key) => missing.has(key.replace(/^-/, ''))) ? text.views.missingSort(label) : label;
}

function listedOf({ count, exact }: { count: number; exact: boolean }, all: number): string {
  return exact ? text.runs.listed(count, Math.max(all, count)) : text.runs.atLeast(count);
}
