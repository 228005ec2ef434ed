'use client';

import { useQuery } from '@tanstack/react-query';
import { Archive, Columns3, FlaskConical, Group, ListFilter, ListTree, PanelLeft, Settings2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCompare } from '#app/_ui/compare/use-compare.ts';
import { ColumnDialog } from '#app/_ui/experiment/column-dialog.tsx';
import { ExperimentDialog } from '#app/_ui/experiment/experiment-dialog.tsx';
import { DensityMenu } from '#app/_ui/experiment/grid/density-menu.tsx';
import { GroupDialog } from '#app/_ui/experiment/group-dialog.tsx';
import { NoMatch } from '#app/_ui/experiment/missing/no-match.tsx';
import type { FirstPins } from '#app/_ui/experiment/pins/use-pinned-rows.ts';
import { RunActions } from '#app/_ui/experiment/run-actions.tsx';
import { columnLabel } from '#app/_ui/experiment/run-columns.ts';
import { RunGrid } from '#app/_ui/experiment/run-grid.tsx';
import { groupRunsBy } from '#app/_ui/experiment/run-groups.ts';
import { RunSearch } from '#app/_ui/experiment/run-search.tsx';
import { RunSelector } from '#app/_ui/experiment/run-selector.tsx';
import { readRunSet, toggleTree } from '#app/_ui/experiment/run-set.ts';
import { UndoContext } from '#app/_ui/experiment/undo/undo-context.ts';
import { useUndo } from '#app/_ui/experiment/undo/use-undo.ts';
import type { FirstRows } from '#app/_ui/experiment/use-run-rows.ts';
import { useTeachCommand } from '#app/_ui/experiment/use-teach-command.ts';
import { useViews } from '#app/_ui/experiment/views/use-views.ts';
import { ViewBar } from '#app/_ui/experiment/views/view-bar.tsx';
import { useChartLayout } from '#app/_ui/metrics/arrange/use-chart-layout.ts';
import { isActive } from '#app/_ui/run/status-of.ts';
import type { ExperimentAnswer } from '#lib/experiments/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { Page } from '#lib/ui/page.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { SavedView } from '#lib/views/schema.ts';
import '#app/_ui/experiment/experiment.css';
import { RunCharts } from './run-charts.tsx';
import { RunCompare } from './run-compare.tsx';
import { RunSort } from './run-sort.tsx';
import { RunTabs } from './run-tabs.tsx';
import { useAskedRuns } from './use-asked-runs.ts';
import { type RunKeys, useRunKeys } from './use-run-keys.ts';
import { useRunSet } from './use-run-set.ts';
import { useRunsCommands } from './use-runs-commands.ts';
import { useShownRuns } from './use-shown-runs.ts';

const FilterBuilder = dynamic(
  async () => (await import('#app/_ui/experiment/filter-builder/filter-builder.tsx')).FilterBuilder,
);
const RunBoards = lazy(() => import('./run-boards.tsx'));

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

  const wanted = useAskedRuns({ experiment, keys, set, write });
  const { question, columns, asked, directionOf, metric, change } = wanted;
  const shown = useShownRuns({ experimentId: experiment.id, set, keys, wanted, initial });
  const { rows, lines, isGrouped, isTree, groups, missing, colors, visible, visibleGroups } = shown;
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
                  <RunSort
                    sort={set.sort}
                    isGrouped={isGrouped}
                    groups={lines.groups}
                    metric={metric}
                    directionOf={directionOf}
                    missing={missing}
                    onChange={(sort) => change({ ...set, sort })}
                  />
                  <span className="grow" />
                  <span className="dim num small">
                    {isGrouped
                      ? groups === undefined
                        ? null
                        : text.groups.listed(groups)
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
                    ? text.groups.shown(visibleGroups.length, groups ?? 0)
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
                  primary={metric?.key}
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
                state={shown.charted}
                runs={visible}
                grouped={isGrouped ? { question, groups: visibleGroups } : undefined}
                keys={keys.metrics}
                primary={experiment.primaryMetric}
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

function listedOf({ count, exact }: { count: number; exact: boolean }, all: number): string {
  return exact ? text.runs.listed(count, Math.max(all, count)) : text.runs.atLeast(count);
}
