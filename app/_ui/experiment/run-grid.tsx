'use client';

import {
  type ColumnDef,
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  type Header,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, Flag, Pin, PinOff, X } from 'lucide-react';
import { type CSSProperties, type DragEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { parseColumn } from '#lib/runs/table/column.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { MetricDirection } from '../metrics/best-value.ts';
import { isNumeric, RunCell } from './run-cell.tsx';
import { columnLabel, moveColumn, splitPinned, toggleColumn, togglePinned } from './run-columns.ts';
import { type RunSet, selectRange, sortBy, toggleBase, toggleSelected } from './run-set.ts';
import { useBaseRow } from './use-base-row.ts';
import type { RunRows } from './use-run-rows.ts';
import './run-grid.css';

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
});
type Features = typeof features;

const rowHeight = 28;
const nameColumn = 'name';

/** A line of the table: its place, and its row where that is loaded. */
interface Line {
  index: number;
  row: RunRow | undefined;
}

export interface RunGridProps {
  rows: RunRows;
  /** Names of the columns behind the name of the run. */
  columns: readonly string[];
  set: RunSet;
  onChange: (set: RunSet) => void;
  colors: ReadonlyMap<string, RunColor>;
  directionOf: (key: string) => MetricDirection;
  highlight: string | undefined;
  onHighlight: (id: string | undefined) => void;
}

/** Runs as a table of any length: only the rows and columns on screen are there; headers sort, move, resize and pin. */
export function RunGrid({ rows, columns, set, onChange, colors, directionOf, highlight, onHighlight }: RunGridProps) {
  const navigation = useNavigation();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const [sizing, setSizing] = useState<Record<string, number>>({});
  const { pinned, others } = useMemo(() => splitPinned(columns), [columns]);
  const { total } = rows;

  const lines = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    initialRect: { width: 1_000, height: 800 },
  });
  const items = lines.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { show } = rows;
  useEffect(() => show('table', { from, to }), [show, from, to]);
  useEffect(() => () => show('table', undefined), [show]);

  const data = items.map(({ index }): Line => ({ index, row: rows.rowAt(index) }));
  const defs = useMemo(
    () =>
      [nameColumn, ...pinned, ...others].map((name): ColumnDef<Features, Line> => {
        const column = parseColumn(name);
        const wide = name === nameColumn ? 240 : column && isNumeric(column) ? 112 : 120;
        return { id: name, size: wide, minSize: 56, maxSize: 800, header: columnLabel(name, directionOf) };
      }),
    [pinned, others, directionOf],
  );
  const table = useTable({
    features,
    data,
    columns: defs,
    getRowId: (line: Line) => String(line.index),
    state: { columnSizing: sizing, columnPinning: { start: [nameColumn, ...pinned], end: [] } },
    onColumnSizingChange: setSizing,
    columnResizeMode: 'onChange',
  });
  const start = table.getStartLeafHeaders();
  const center = table.getCenterLeafHeaders();
  const across = useVirtualizer({
    horizontal: true,
    count: center.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => center[index]?.getSize() ?? 112,
    overscan: 3,
    initialRect: { width: 1_200, height: 800 },
  });
  const widths = center.map((header) => header.getSize()).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `widths` is what the measures depend on
  useEffect(() => across.measure(), [across, widths]);
  const cells = across.getVirtualItems();
  const seen = cells.flatMap((cell) => center[cell.index] ?? []);
  const before = cells[0]?.start ?? 0;
  const after = across.getTotalSize() - (cells.at(-1)?.end ?? 0);
  const places = useMemo(() => new Map(rows.columns.map((name, index) => [name, index])), [rows.columns]);
  const base = useBaseRow(set.base, rows.columns);
  const baseCell = (name: string, row: RunRow) =>
    base && base.id !== row.id ? base.cells[places.get(name) ?? -1] : undefined;

  const ids = () => Array.from({ length: total }, (_, index) => rows.rowAt(index)?.id);
  const current = rows.rowAt(at);
  const step = (by: number) => {
    const next = Math.min(total - 1, Math.max(0, at + by));
    setAt(next);
    onHighlight(rows.rowAt(next)?.id);
    lines.scrollToIndex(next, { align: 'auto' });
  };
  useShortcut('j', text.keys.nextRow, () => step(1));
  useShortcut('k', text.keys.previousRow, () => step(-1));
  useShortcut(
    current ? 'x' : undefined,
    text.runs.keySelect,
    () => current && onChange(toggleSelected(set, current.id)),
  );
  useShortcut(current ? 'b' : undefined, text.runs.keyBase, () => current && onChange(toggleBase(set, current.id)));
  useShortcut(current ? 'enter' : undefined, text.keys.openRow, (event) => {
    if (event.target instanceof HTMLElement && event.target.matches('a, button, input')) return event.target.click();
    if (current) navigation.go(navigation.href(`/runs/${current.id}`));
  });
  const onCheck = (row: RunRow) => (event: MouseEvent) =>
    onChange(event.shiftKey ? selectRange(set, ids(), row.id) : toggleSelected(set, row.id));

  return (
    <div
      className={classNames('run-grid', rows.stale && 'stale')}
      ref={scroller}
      onPointerLeave={() => onHighlight(undefined)}
    >
      <table
        className="table"
        aria-label={text.runs.table}
        aria-rowcount={total + 1}
        aria-colcount={start.length + center.length + 1}
        aria-busy={rows.loading || rows.stale}
        style={{ width: 28 + table.getTotalSize() }}
      >
        <colgroup>
          <col style={{ width: 28 }} />
          {start.map((header) => (
            <col key={header.id} style={{ width: header.getSize() }} />
          ))}
          {before > 0 ? <col style={{ width: before }} /> : null}
          {seen.map((header) => (
            <col key={header.id} style={{ width: header.getSize() }} />
          ))}
          {after > 0 ? <col style={{ width: after }} /> : null}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="pinned" style={{ left: 0 }}>
              <span className="sr-only">{text.runs.selectColumn}</span>
            </th>
            {start.map((header) => (
              <HeaderCell key={header.id} header={header} pinned {...{ set, onChange, columns, directionOf }} />
            ))}
            {before > 0 ? <th aria-hidden /> : null}
            {seen.map((header) => (
              <HeaderCell key={header.id} header={header} {...{ set, onChange, columns, directionOf }} />
            ))}
            {after > 0 ? <th aria-hidden /> : null}
          </tr>
        </thead>
        <tbody style={{ '--before': `${items[0]?.start ?? 0}px` } as CSSProperties}>
          {(items[0]?.start ?? 0) > 0 ? (
            <tr aria-hidden className="spacer" style={{ height: items[0]?.start }} />
          ) : null}
          {data.map(({ index, row }) => (
            <tr
              key={index}
              aria-rowindex={index + 2}
              className={classNames(
                index === at && 'at',
                row && highlight === row.id && 'hot',
                row && set.selected.includes(row.id) && 'selected',
              )}
              style={{ height: rowHeight }}
              onPointerEnter={() => onHighlight(row?.id)}
            >
              {row ? (
                <>
                  <td className="pinned" style={{ left: 0 }}>
                    <input
                      type="checkbox"
                      aria-label={text.runs.select(row.name)}
                      checked={set.selected.includes(row.id)}
                      onClick={onCheck(row)}
                      readOnly
                    />
                  </td>
                  {start.map((header) => (
                    <td
                      key={header.id}
                      className={classNames('pinned', alignOf(header.id))}
                      style={pinnedStyle(header)}
                    >
                      {header.id === nameColumn ? (
                        <span className="row">
                          <span className="dot" style={{ background: row.color ?? colors.get(row.id)?.css }} />
                          <Link to={`/runs/${row.id}`} className="main-link clip" title={row.name}>
                            {row.name}
                          </Link>
                          <BaseButton row={row} set={set} onChange={onChange} />
                        </span>
                      ) : (
                        <RunCell
                          name={header.id}
                          row={row}
                          cell={row.cells[places.get(header.id) ?? -1]}
                          base={baseCell(header.id, row)}
                          direction={directionFor(header.id, directionOf)}
                        />
                      )}
                    </td>
                  ))}
                  {before > 0 ? <td aria-hidden /> : null}
                  {seen.map((header) => (
                    <td key={header.id} className={alignOf(header.id)}>
                      <RunCell
                        name={header.id}
                        row={row}
                        cell={row.cells[places.get(header.id) ?? -1]}
                        base={baseCell(header.id, row)}
                        direction={directionFor(header.id, directionOf)}
                      />
                    </td>
                  ))}
                  {after > 0 ? <td aria-hidden /> : null}
                </>
              ) : (
                <td colSpan={1 + start.length + seen.length + (before > 0 ? 1 : 0) + (after > 0 ? 1 : 0)}>
                  <span className="skeleton-line" />
                </td>
              )}
            </tr>
          ))}
          {items.length > 0 ? (
            <tr aria-hidden className="spacer" style={{ height: lines.getTotalSize() - (items.at(-1)?.end ?? 0) }} />
          ) : null}
        </tbody>
      </table>
      {total === 0 && !rows.loading ? <p className="run-none mut">{text.runs.noMatch}</p> : null}
    </div>
  );
}

/** Marks the run that the others are compared with, and makes it that. */
function BaseButton({ row, set, onChange }: Pick<RunGridProps, 'set' | 'onChange'> & { row: RunRow }) {
  const isBase = set.base === row.id;
  const label = isBase ? text.runs.noBase(row.name) : text.runs.makeBase(row.name);
  return (
    <button
      type="button"
      className={classNames('run-base', isBase && 'on')}
      aria-label={label}
      aria-pressed={isBase}
      title={label}
      onClick={() => onChange(toggleBase(set, row.id))}
    >
      <Flag size={12} aria-hidden />
    </button>
  );
}

function directionFor(name: string, directionOf: (key: string) => MetricDirection): MetricDirection {
  const column = parseColumn(name);
  return column?.entity === 'metric' ? directionOf(column.key) : null;
}

function alignOf(name: string): string | undefined {
  const column = parseColumn(name);
  return column && isNumeric(column) ? 'right' : undefined;
}

function pinnedStyle(header: Header<Features, Line, unknown>): CSSProperties {
  return { left: 28 + header.column.getStart('start') };
}

/** Sorts by a click, adds a key with shift; can be dragged to another place, made wider, pinned and hidden. */
function HeaderCell({
  header,
  pinned = false,
  set,
  onChange,
  columns,
  directionOf,
}: Pick<RunGridProps, 'set' | 'onChange' | 'columns' | 'directionOf'> & {
  header: Header<Features, Line, unknown>;
  pinned?: boolean;
}) {
  const name = header.id;
  const label = columnLabel(name, directionOf);
  const place = set.sort.findIndex((key) => key === name || key === `-${name}`);
  const descending = set.sort[place]?.startsWith('-');
  const fixed = name === nameColumn;
  const sorts = !name.startsWith('dataset:');
  const onDrop = (event: DragEvent) => {
    const dragged = event.dataTransfer.getData('text/x-column');
    if (dragged && !fixed) onChange({ ...set, columns: moveColumn(columns, dragged, name) });
  };
  return (
    <th
      scope="col"
      className={classNames(pinned && 'pinned', alignOf(name))}
      style={pinned ? pinnedStyle(header) : undefined}
      aria-sort={place < 0 ? undefined : descending ? 'descending' : 'ascending'}
      draggable={!fixed}
      onDragStart={(event) => event.dataTransfer.setData('text/x-column', name)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <span className="run-head">
        {sorts ? (
          <button
            type="button"
            className="clip"
            title={text.runs.sortHint(label)}
            onClick={(event) => onChange(sortBy(set, name, event.shiftKey))}
          >
            {label}
            {place < 0 ? null : descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />}
            {place >= 0 && set.sort.length > 1 ? <sup>{place + 1}</sup> : null}
          </button>
        ) : (
          <span className="clip">{label}</span>
        )}
        {fixed ? null : (
          <span className="run-head-acts">
            <button
              type="button"
              aria-label={pinned ? text.runs.unpin(label) : text.runs.pin(label)}
              title={pinned ? text.runs.unpin(label) : text.runs.pin(label)}
              onClick={() => onChange({ ...set, columns: togglePinned(columns, name) })}
            >
              {pinned ? <PinOff size={12} aria-hidden /> : <Pin size={12} aria-hidden />}
            </button>
            <button
              type="button"
              aria-label={text.runs.hideColumn(label)}
              title={text.runs.hideColumn(label)}
              onClick={() => onChange({ ...set, columns: toggleColumn(columns, name) })}
            >
              <X size={12} aria-hidden />
            </button>
          </span>
        )}
      </span>
      <span
        className="run-resize"
        aria-hidden
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
        onDoubleClick={() => header.column.resetSize()}
        draggable
        onDragStart={(event) => {
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </th>
  );
}
