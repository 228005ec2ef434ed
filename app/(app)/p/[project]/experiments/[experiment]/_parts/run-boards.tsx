'use client';

import { type ReactNode, useMemo } from 'react';
import type { ShownGroup } from '#app/_ui/experiment/run-groups.ts';
import type { RunQuestion } from '#app/_ui/experiment/run-question.ts';
import type { UndoOrder } from '#app/_ui/experiment/undo/undo-order.ts';
import type { MetricDirection } from '#app/_ui/metrics/best-value.ts';
import { type BoardCharts, BoardChartsContext } from '#app/_ui/panels/board/board-charts.ts';
import { Boards } from '#app/_ui/panels/board/boards.tsx';
import { filterOf } from '#app/_ui/panels/filter-of.ts';
import { HighlightContext } from '#app/_ui/panels/highlight.ts';
import type { PanelRuns } from '#app/_ui/panels/panel-kind.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import { projectPath, useNavigation } from '#lib/ui/navigation.tsx';
import { useChartedGroups } from './use-charted-groups.ts';
import { useChartedRuns } from './use-charted-runs.ts';

const noGroups: readonly ShownGroup[] = [];

/** The dashboards of an experiment over the runs that the page shows. */
export default function RunBoards({
  experimentId,
  question,
  runs,
  groups: shown,
  colors,
  highlight,
  onHighlight,
  onSearch,
  metrics,
  primary,
  directionOf,
  ...rest
}: {
  experimentId: number;
  tabs: ReactNode;
  board: string | undefined;
  onShow: (id: string | undefined) => void;
  order: UndoOrder;
  question: RunQuestion;
  runs: readonly RunRow[];
  /** Drawn by curves in place of the runs. */
  groups: readonly ShownGroup[] | undefined;
  colors: Map<string, RunColor>;
  highlight: string | undefined;
  onHighlight: (id: string | undefined) => void;
  /** Searches for other runs. */
  onSearch: (q: string) => void;
  metrics: readonly string[];
  primary: string | undefined;
  directionOf: (key: string) => MetricDirection;
}) {
  const { go, project } = useNavigation();
  const plain = useChartedRuns(runs, colors);
  const allGroups = useChartedGroups(question, shown ?? noGroups, colors);
  const groups = shown && allGroups;
  // Where runs are grouped, the colours are those of the groups.
  const charted = useMemo(() => {
    const colorOf = new Map(allGroups.flatMap((group) => group.runs.map((id) => [id, group.color])));
    return allGroups.length === 0 ? plain : plain.map((run) => ({ ...run, color: run.color ?? colorOf.get(run.id) }));
  }, [plain, allGroups]);
  const filter = filterOf(question);
  const archived = question.archived ?? false;
  const panelRuns = useMemo(
    (): PanelRuns => ({
      experimentId,
      shown: charted.map(({ id, name, color }) => ({ id, name, color: color ?? 'var(--accent)' })),
      filter,
      archived,
      open: (id) => go(projectPath(project, `/runs/${id}`)),
      highlight: onHighlight,
      filterTo: (more) => onSearch(filter === '' ? more : `(${filter}) and ${more}`),
    }),
    [experimentId, charted, filter, archived, go, project, onHighlight, onSearch],
  );
  const charts = useMemo(
    (): BoardCharts => ({ runs: charted, groups, metrics, primary, directionOf, highlight, onHighlight }),
    [charted, groups, metrics, primary, directionOf, highlight, onHighlight],
  );
  return (
    <HighlightContext value={highlight}>
      <BoardChartsContext value={charts}>
        <Boards {...rest} experimentId={experimentId} runs={panelRuns} />
      </BoardChartsContext>
    </HighlightContext>
  );
}
