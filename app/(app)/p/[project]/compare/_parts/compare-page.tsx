'use client';

import { GitCompareArrows, Link2, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { AddRunsDialog } from '#app/_ui/compare/add-runs-dialog.tsx';
import { compareViews } from '#app/_ui/compare/compare-address.ts';
import { CompareBar } from '#app/_ui/compare/compare-bar.tsx';
import { columnOrder, compareLines } from '#app/_ui/compare/compare-lines.ts';
import { CompareTable } from '#app/_ui/compare/compare-table.tsx';
import { openKind } from '#app/_ui/compare/openable.ts';
import { useCompareSet } from '#app/_ui/compare/use-compare-set.ts';
import { type FirstComparison, useComparison } from '#app/_ui/compare/use-comparison.ts';
import { valueIn } from '#app/_ui/compare/value-text.ts';
import { directionsOf } from '#app/_ui/experiment/run-question.ts';
import { usualDirection } from '#app/_ui/metrics/best-value.ts';
import type { ComparedRun, CompareRow } from '#lib/runs/compare/schema.ts';
import { Button } from '#lib/ui/button.tsx';
import { assignRunColors } from '#lib/ui/chart/palette.ts';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { Page } from '#lib/ui/page.tsx';
import { useCommands } from '#lib/ui/palette/palette.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { Tabs } from '#lib/ui/tabs.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';
import '#app/_ui/compare/compare.css';

const loading = () => <Skeleton lines={10} />;
const CompareCurves = dynamic(() => import('#app/_ui/compare/compare-curves.tsx').then((file) => file.CompareCurves), {
  loading,
});
const CompareLogged = dynamic(() => import('#app/_ui/compare/compare-logged.tsx').then((file) => file.CompareLogged), {
  loading,
});
const OpenDialog = dynamic(() => import('#app/_ui/compare/diff/open-dialog.tsx'));

/** Runs side by side: what they have as a table, their curves, their images. The address holds all of it. */
export function ComparePage({ search, first }: { search: string; first: FirstComparison | undefined }) {
  const { set, change } = useCompareSet(search);
  const toast = useToast();
  // Whoever comes with one run wants another beside it.
  const [adding, setAdding] = useState(set.ids.length === 1);
  const [opened, setOpened] = useState<{ row: CompareRow; at: number }>();
  const find = useRef<HTMLInputElement>(null);
  const asked = useDeferredValue(set.text);
  const question = useMemo(
    () => ({ ids: set.ids, differences: set.differences, text: asked }),
    [set.ids, set.differences, asked],
  );
  const comparison = useComparison(question, first);
  const { head, rows } = comparison;
  const runs = useMemo(() => head?.runs ?? [], [head]);
  const order = useMemo(
    () =>
      columnOrder(
        runs.map((run) => run.id),
        set.base,
      ),
    [runs, set.base],
  );
  const colors = useMemo(() => assignRunColors(runs.map((run) => run.id)), [runs]);
  const dots = useMemo(
    () => new Map(runs.map((run) => [run.id, run.color ?? colors.get(run.id)?.css ?? ''])),
    [runs, colors],
  );
  const directionOf = useMemo(() => {
    const known = (head?.experiments ?? []).filter((one) => one.primaryMetric !== null);
    return (key: string) => {
      const said = known.find((one) => one.primaryMetric === key);
      return said ? directionsOf(said)(key) : usualDirection(key);
    };
  }, [head]);
  const lines = useMemo(
    () => compareLines(head?.sections ?? [], rows, { closed: set.closed, differences: set.differences }),
    [head, rows, set.closed, set.differences],
  );

  const onRemove = (run: ComparedRun) => {
    const before = set.ids;
    change({ ids: before.filter((id) => id !== run.id) });
    toast({
      title: text.compare.removed(run.name),
      tone: 'ok',
      action: { label: text.compare.undo, onClick: () => change({ ids: before }) },
    });
  };
  const copyLink = () =>
    void navigator.clipboard?.writeText(window.location.href).then(
      () => toast({ title: text.compare.linkCopied, tone: 'ok' }),
      () => toast({ title: text.common.copyFailed, tone: 'bad' }),
    );
  useShortcut('a', text.compare.addRuns, () => setAdding(true));
  useShortcut('d', text.compare.keyDifferences, () => change({ differences: !set.differences }));
  useShortcut(set.view === 'table' ? '/' : undefined, text.compare.keySearch, () => find.current?.focus());
  useCommands([
    { id: 'compare-add', label: text.compare.addRuns, run: () => setAdding(true) },
    { id: 'compare-link', label: text.compare.copyLink, run: copyLink },
  ]);

  const [only] = head?.experiments.length === 1 ? head.experiments : [];
  const base = order[0] ?? 0;
  return (
    <Page
      fill
      crumbs={[
        { label: text.experiments.title, to: '/experiments' },
        ...(only ? [{ label: only.name, to: `/experiments/${only.id}` }] : []),
        { label: text.compare.comparing(runs.length) },
      ]}
      actions={
        <>
          <Button icon={Plus} keys="a" onClick={() => setAdding(true)}>
            {text.compare.addRuns}
          </Button>
          <IconButton icon={Link2} label={text.compare.copyLink} onClick={copyLink} />
        </>
      }
    >
      <div className="compare-page">
        {head && head.missing.length > 0 ? (
          <div className="compare-missing" role="status">
            <span>{text.compare.missing(head.missing.length)}</span>
            <Button small onClick={() => change({ ids: set.ids.filter((id) => !head.missing.includes(id)) })}>
              {text.compare.dropMissing}
            </Button>
          </div>
        ) : null}
        <Tabs
          label={text.compare.viewsLabel}
          active={set.view}
          onChange={(view) => change({ view: compareViews.find((one) => one === view) ?? 'table' })}
          items={compareViews.map((id) => ({ id, label: text.compare.views[id] }))}
        >
          {set.ids.length === 0 || (head && runs.length === 0) ? (
            <EmptyState icon={GitCompareArrows} title={text.compare.emptyTitle}>
              {text.compare.empty}
            </EmptyState>
          ) : comparison.error ? (
            <ErrorState error={comparison.error} onRetry={() => void comparison.refetch()} />
          ) : !head ? (
            <Skeleton lines={10} />
          ) : set.view === 'curves' ? (
            <CompareCurves {...{ runs, order, colors, directionOf }} />
          ) : set.view === 'logged' ? (
            <CompareLogged {...{ runs, order }} colors={dots} />
          ) : (
            <>
              <CompareBar {...{ set, change, runs, order, directionOf, question }} ref={find} />
              {lines.length === 0 ? (
                <p className="compare-note mut">
                  {set.text
                    ? text.compare.noRows
                    : runs.length === 1
                      ? text.compare.oneRun
                      : text.compare.noDifferences}
                </p>
              ) : (
                <CompareTable
                  {...{ lines, runs, order, directionOf }}
                  colors={dots}
                  figure={set.figure}
                  stale={comparison.isPlaceholderData}
                  more={comparison.hasNextPage}
                  onMore={() => {
                    if (!comparison.isFetching) void comparison.fetchNextPage();
                  }}
                  onToggle={(section) => {
                    const closed = new Set(set.closed);
                    if (!closed.delete(section)) closed.add(section);
                    change({ closed });
                  }}
                  onBase={(run) => change({ base: run.id === set.ids[0] ? undefined : run.id })}
                  onRemove={onRemove}
                  onOpen={(row, at) => {
                    if (at !== base && openKind(row, valueIn(row, at), valueIn(row, base))) setOpened({ row, at });
                  }}
                />
              )}
            </>
          )}
        </Tabs>
      </div>
      {adding ? (
        <AddRunsDialog ids={set.ids} onChange={(ids) => change({ ids })} onClose={() => setAdding(false)} />
      ) : null}
      {opened ? <OpenDialog {...opened} runs={runs} base={base} onClose={() => setOpened(undefined)} /> : null}
    </Page>
  );
}
