'use client';

import {
  type ColumnDef,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { parseColumn } from '#lib/runs/table/column.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { text } from '#lib/ui/text/text.ts';
import { useLate } from '#lib/ui/use-late.ts';
import { useMounted } from '#lib/ui/use-mounted.ts';
import { useNarrow } from '#lib/ui/use-narrow.ts';
import type { MetricDirection } from '../metrics/best-value.ts';
import { useSparks } from '../metrics/use-sparks.ts';
import { GridRow } from './grid/grid-row.tsx';
import { checkWidth, type GridView, type NamedLine, nameColumn } from './grid/grid-view.ts';
import { HeaderCell } from './grid/header-cell.tsx';
import { useColumnWidths } from './grid/use-column-widths.ts';
import { rowHeights, useDensity } from './grid/use-density.ts';
import { useGridKeys } from './grid/use-grid-keys.ts';
import { usePassing } from './grid/use-passing.ts';
import { useSettled } from './grid/use-settled.ts';
import { lineKey, useRunLines } from './pins/use-run-lines.ts';
import { isNumeric } from './run-cell.tsx';
import { columnLabel, noteColumn, sparkColumn, splitPinned } from './run-columns.ts';
import { isGroupId } from './run-groups.ts';
import type { RunSet } from './run-set.ts';
import { useBaseRow } from './use-base-row.ts';
import { usePick } from './use-pick.ts';
import { useRowSet } from './use-row-set.ts';
import type { RunRows } from './use-run-rows.ts';
import './run-grid.css';

const NoteDialog = lazy(() => import('./grid/note-dialog.tsx'));

const features = tableFeatures({ columnOrderingFeature, columnPinningFeature, columnSizingFeature });
type Features = typeof features;

export interface RunGridProps {
  rows: RunRows;
  /** Names of the columns behind the name of the run. */
  columns: readonly string[];
  /** Columns that have nothing to show, and why. */
  missing: ReadonlyMap<string, string>;
  set: RunSet;
  onChange: (set: RunSet) => void;
  colors: ReadonlyMap<string, RunColor>;
  directionOf: (key: string) => MetricDirection;
  /** The metric whose curves are drawn. */
  metric: string | undefined;
  highlight: string | undefined;
  onHighlight: (id: string | undefined) => void;
}

const noRuns: readonly string[] = [];

/** Runs as a table of any length: only the rows and columns on screen are there; headers sort, move, resize and pin. */
export function RunGrid({
  rows,
  columns,
  missing,
  set,
  onChange,
  colors,
  directionOf,
  metric,
  highlight,
  onHighlight,
}: RunGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [widths, onWidth] = useColumnWidths();
  const [density] = useDensity();
  const height = rowHeights[density];
  const [noting, setNoting] = useState<RunRow>();
  const [renaming, setRenaming] = useState<NamedLine>();
  const { pinned, others } = useMemo(() => splitPinned(columns), [columns]);
  const { total, pinned: onTop = 0 } = rows;
  const narrow = useNarrow();
  const mounted = useMounted();

  const { lines, top, stuck, rest, from, to } = useRunLines({ rows, scroller, height, overscan: 10, width: 1_000 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is what the measures depend on
  useEffect(() => lines.measure(), [lines, height]);
  const passing = usePassing(from, to, lines.isScrolling);
  const { show } = rows;
  useEffect(() => {
    if (!passing) show('table', { from, to });
  }, [show, from, to, passing]);
  useEffect(() => () => show('table', undefined), [show]);

  const grouped = rows.groups !== undefined;
  const sort = rows.groups ? [rows.groups.sort] : set.sort;
  // Beside a mean stand its deviation and what it differs from.
  const metricWidth = grouped ? (set.base === undefined ? 150 : 220) : 112;
  const defs = useMemo(
    () =>
      [nameColumn, ...pinned, ...others].map((name): ColumnDef<Features, RunRow> => {
        const header = columnLabel(name, directionOf);
        return { id: name, size: name === nameColumn && narrow ? narrowName : usualWidth(name, metricWidth), header };
      }),
    [pinned, others, directionOf, metricWidth, narrow],
  );
  const table = useTable({
    features,
    data: noRows,
    columns: defs,
    state: { columnSizing: widths, columnPinning: { start: [nameColumn, ...pinned], end: [] } },
  });
  const leading = table.getStartLeafHeaders();
  const center = table.getCenterLeafHeaders();
  const across = useVirtualizer({
    horizontal: true,
    count: center.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => center[index]?.getSize() ?? 112,
    overscan: mounted ? 3 : 0,
    initialRect: { width: 1_200, height: 800 },
  });
  const centerWidths = center.map((header) => header.getSize()).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the widths are what the measures depend on
  useEffect(() => across.measure(), [across, centerWidths]);
  const cells = across.getVirtualItems();
  const onScreen = cells.flatMap((cell) => center[cell.index] ?? []);
  const before = cells[0]?.start ?? 0;
  const after = across.getTotalSize() - (cells.at(-1)?.end ?? 0);

  // Whole pages, in the order of their ids, so that neither scrolling nor another order asks again; none on the way.
  const pages = JSON.stringify(rows.pagesOf(from, to).map((page) => page.map((run) => run.id).sort()));
  const settled = useSettled(pages, lines.isScrolling);
  const measured = useMemo(() => (JSON.parse(settled) as string[][]).flat(), [settled]);
  const drawn = columns.includes(sparkColumn);
  const sparks = useSparks(drawn ? measured : noRuns, drawn ? metric : undefined);

  const places = useMemo(() => new Map(rows.columns.map((name, index) => [name, index])), [rows.columns]);
  const base = useBaseRow(set.base && isGroupId(set.base) ? undefined : set.base, rows.columns);
  const baseGroup = set.base === undefined ? undefined : rows.groups?.byId(set.base);
  const onCheck = usePick({ rows, set, onChange });
  const at = useGridKeys({ rows, set, onChange, onHighlight, onRename: setRenaming, lines });

  const onToggle = rows.tree?.toggle;
  const startShape = JSON.stringify(
    leading.map((header) => ({ name: header.id, left: checkWidth + header.column.getStart('start') })),
  );
  const seenShape = JSON.stringify(onScreen.map((header) => header.id));
  const [hasBefore, hasAfter] = [before > 0, after > 0];
  const [rowSet, onRowChange] = useRowSet(set, onChange);
  const view = useMemo(
    (): GridView => ({
      set: rowSet,
      onChange: onRowChange,
      missing,
      colors,
      directionOf,
      grouped,
      start: JSON.parse(startShape),
      seen: JSON.parse(seenShape),
      before: hasBefore,
      after: hasAfter,
      places,
      base,
      baseGroup,
      metric,
      onHighlight,
      onCheck,
      onToggle,
      onNote: setNoting,
      onRename: setRenaming,
    }),
    [
      rowSet,
      onRowChange,
      missing,
      colors,
      directionOf,
      grouped,
      startShape,
      seenShape,
      hasBefore,
      hasAfter,
      places,
      base,
      baseGroup,
      metric,
      onHighlight,
      onCheck,
      onToggle,
    ],
  );
  const dimmed = useLate(rows.stale);
  const heads = { set, onChange, columns, missing, directionOf, sort, onWidth };
  const above = (rest[0]?.start ?? 0) - top.length * height;
  const below = lines.getTotalSize() - (rest.at(-1)?.end ?? lines.getTotalSize());
  const drawLine = (index: number, unknown: boolean) => {
    const row = unknown ? undefined : rows.rowAt(index);
    const group = unknown ? undefined : rows.groups?.at(index);
    const id = (row ?? group)?.id;
    return (
      <GridRow
        key={lineKey(index, onTop)}
        view={view}
        index={index}
        row={row}
        group={group}
        line={unknown ? undefined : rows.tree?.at(index)}
        spark={row && sparks.get(row.id)}
        height={height}
        top={index < stuck ? index * height : undefined}
        at={index === at}
        hot={id !== undefined && highlight === id}
        renaming={row !== undefined && renaming?.id === row.id && renaming.index === index}
      />
    );
  };

  return (
    <div
      className={classNames('run-grid', density, dimmed && 'stale')}
      ref={scroller}
      style={{ scrollPaddingTop: headHeight + stuck * height }}
      onPointerLeave={() => onHighlight(undefined)}
    >
      <table
        className="table"
        role={rows.tree ? 'treegrid' : undefined}
        aria-label={text.runs.table}
        aria-rowcount={total + 1}
        aria-colcount={leading.length + center.length + 1}
        aria-busy={rows.loading || rows.stale}
        style={{ width: checkWidth + table.getTotalSize() }}
      >
        <colgroup>
          <col style={{ width: checkWidth }} />
          {leading.map((header) => (
            <col key={header.id} style={{ width: header.getSize() }} />
          ))}
          {hasBefore ? <col style={{ width: before }} /> : null}
          {onScreen.map((header) => (
            <col key={header.id} style={{ width: header.getSize() }} />
          ))}
          {hasAfter ? <col style={{ width: after }} /> : null}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="pinned" style={{ left: 0 }}>
              <span className="sr-only">{text.runs.selectColumn}</span>
            </th>
            {leading.map((header, index) => (
              <HeaderCell
                key={header.id}
                name={header.id}
                width={header.getSize()}
                left={view.start[index]?.left}
                {...heads}
              />
            ))}
            {hasBefore ? <th aria-hidden /> : null}
            {onScreen.map((header) => (
              <HeaderCell key={header.id} name={header.id} width={header.getSize()} left={undefined} {...heads} />
            ))}
            {hasAfter ? <th aria-hidden /> : null}
          </tr>
        </thead>
        <tbody>
          {top.map(({ index }) => drawLine(index, false))}
          {above > 0 ? <tr aria-hidden className="spacer" style={{ height: above }} /> : null}
          {rest.map(({ index }) => drawLine(index, passing))}
          {below > 0 ? <tr aria-hidden className="spacer" style={{ height: below }} /> : null}
        </tbody>
      </table>
      {total === onTop && !rows.loading ? <p className="run-none mut">{text.runs.noMatch}</p> : null}
      <Suspense>{noting ? <NoteDialog row={noting} onClose={() => setNoting(undefined)} /> : null}</Suspense>
    </div>
  );
}

// The table knows the columns alone: its rows are drawn by their lines.
const noRows: RunRow[] = [];

/** As the styles have it. */
const headHeight = 30;

/** Of the names on a phone, where they would leave no room for the others. */
const narrowName = 164;

function usualWidth(name: string, metricWidth: number): number {
  if (name === nameColumn) return 240;
  if (name === sparkColumn) return 108;
  if (name === noteColumn) return 220;
  const column = parseColumn(name);
  if (column?.entity === 'metric') return metricWidth;
  return column && isNumeric(column) ? 112 : 120;
}
