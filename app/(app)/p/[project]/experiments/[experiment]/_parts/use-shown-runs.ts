'use client';

import { useMemo } from 'react';
import { useRunColors } from '#app/_ui/experiment/color/use-run-colors.ts';
import { useMissingColumns } from '#app/_ui/experiment/missing/use-missing-columns.ts';
import { type FirstPins, usePinnedLines, usePinnedRows } from '#app/_ui/experiment/pins/use-pinned-rows.ts';
import type { ShownGroup } from '#app/_ui/experiment/run-groups.ts';
import { isVisible, mostCharted, type RunSet } from '#app/_ui/experiment/run-set.ts';
import { useTreeRows } from '#app/_ui/experiment/tree/use-tree-rows.ts';
import { useGroupedRows } from '#app/_ui/experiment/use-grouped-rows.ts';
import { type FirstRows, type RunRows, useRunRows } from '#app/_ui/experiment/use-run-rows.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import type { ChartState } from './run-charts.tsx';
import type { AskedRuns } from './use-asked-runs.ts';
import type { RunKeys } from './use-run-keys.ts';

/** Groups of the list that the charts draw, each the mean of up to fifty runs. */
const mostGroupsCharted = 20;

/** The runs of a set as the page shows them. */
export interface ShownRuns {
  /** One by one, however they are shown. */
  rows: RunRows;
  /** Lines of the list and the table: runs, groups or a tree, below the runs that stay on top. */
  lines: RunRows;
  isGrouped: boolean;
  isTree: boolean;
  /** How many groups there are; undefined while nobody has counted. */
  groups: number | undefined;
  /** Columns that show nothing, and why. */
  missing: ReadonlyMap<string, string>;
  colors: Map<string, RunColor>;
  /** What the charts draw, and why nothing where that is so. */
  visible: readonly RunRow[];
  visibleGroups: readonly ShownGroup[];
  charted: ChartState;
}

/** Rows, groups, tree and pins of a set, live, with their colours. */
export function useShownRuns({
  experimentId,
  set,
  keys,
  wanted: { question, columns, asked, metric, change },
  initial,
}: {
  experimentId: number;
  set: RunSet;
  keys: RunKeys;
  wanted: AskedRuns;
  initial: { rows: FirstRows | undefined; pins: FirstPins | undefined };
}): ShownRuns {
  const rows = useRunRows(question, asked, initial.rows);
  const grouped = useGroupedRows({ question, columns: asked, set, first: metric?.column, plain: rows });
  const named = useMemo(() => [...columns, ...set.sort.map((key) => key.replace(/^-/, ''))], [columns, set.sort]);
  const missing = useMissingColumns(experimentId, named, keys, rows);
  const isGrouped = set.group.length > 0;
  const isTree = set.tree && !isGrouped;
  const tree = useTreeRows({ question, columns: asked, set, onChange: change, plain: rows, enabled: isTree });
  const unpinned = isGrouped ? grouped.rows : isTree ? tree : rows;
  const pinned = usePinnedRows(experimentId, set, unpinned.columns, initial.pins);
  const lines = usePinnedLines(unpinned, pinned);
  const colors = useRunColors(isGrouped ? grouped.groups : [...rows.head, ...lines.head], lines.head);
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
  return { rows, lines, isGrouped, isTree, groups: grouped.total, missing, colors, visible, visibleGroups, charted };
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
