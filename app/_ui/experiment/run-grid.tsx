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
import { GroupCell, GroupToggle, GroupValues } from './group-cell.tsx';
import { isNumeric, numberIn, RunCell } from './run-cell.tsx';
import { columnLabel, moveColumn, splitPinned, toggleColumn, togglePinned } from './run-columns.ts';
import { byCount, isGroupId, meanAndSpread, type ShownGroup } from './run-groups.ts';
import { type RunSet, selectRange, sortBy, toggleBase, toggleOpen, toggleSelected } from './run-set.ts';
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
  /** Where the line stands for a group of runs. */
  group: ShownGroup | undefined;
}

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
  highlight: string | undefined;
  onHighlight: (id: string | undefined) => void;
}

/** Runs as a table of any length: only the rows and columns on screen are there; headers sort, move, resize and pin. */
export function RunGrid({
  rows,
  columns,
  missing,
  set,
  onChange,
  colors,
  directionOf,
  highlight,
  onHighlight,
}: RunGridProps) {
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

  const data = items.map(({ index }): Line => ({ index, row: rows.rowAt(index), group: rows.groups?.at(index) }));
  const grouped = rows.groups !== undefined;
  const sort = rows.groups ? [rows.groups.sort] : set.sort;
  // Beside a mean stand its deviation and what it differs from.
  const metricWidth = grouped ? (set.base === undefined ? 150 : 220) : 112;
  const defs = useMemo(
    () =>
      [nameColumn, ...pinned, ...others].map((name): ColumnDef<Features, Line> => {
        const column = parseColumn(name);
        const wide =
          name === nameColumn
            ? 240
            : column?.entity === 'metric'
              ? metricWidth
              : column && isNumeric(column)
                ? 112
                : 120;
        return { id: name, size: wide, minSize: 56, maxSize: 800, header: columnLabel(name, directionOf) };
      }),
    [pinned, others, directionOf, metricWidth],
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
  const base = useBaseRow(set.base && isGroupId(set.base) ? undefined : set.base, rows.columns);
  const baseGroup = set.base === undefined ? undefined : rows.groups?.byId(set.base);
  const baseCell = (name: string, { id }: { id: string }) => {
    if (id === set.base) return undefined;
    return baseGroup ? meanAndSpread(baseGroup.figures.get(name))?.mean : base?.cells[places.get(name) ?? -1];
  };

  const ids = () => Array.from({ length: total }, (_, index) => rows.rowAt(index)?.id);
  const current = rows.rowAt(at);
  const currentGroup = rows.groups?.at(at);
  const marked = current ?? currentGroup;
  const onToggle = (id: string) => onChange(toggleOpen(set, id));
  const step = (by: number) => {
    const next = Math.min(total - 1, Math.max(0, at + by));
    setAt(next);
    onHighlight((rows.rowAt(next) ?? rows.groups?.at(next))?.id);
    lines.scrollToIndex(next, { align: 'auto' });
  };
  useShortcut('j', text.keys.nextRow, () => step(1));
  useShortcut('k', text.keys.previousRow, () => step(-1));
  useShortcut(
    current ? 'x' : undefined,
    text.runs.keySelect,
    () => current && onChange(toggleSelected(set, current.id)),
  );
  useShortcut(marked ? 'b' : undefined, text.runs.keyBase, () => marked && onChange(toggleBase(set, marked.id)));
  useShortcut(marked ? 'enter' : undefined, currentGroup ? text.groups.keyOpen : text.keys.openRow, (event) => {
    if (event.target instanceof HTMLElement && event.target.matches('a, button, input')) return event.target.click();
    if (currentGroup) onToggle(currentGroup.id);
    else if (current) navigation.go(navigation.href(`/runs/${current.id}`));
  });
  const runCell = (name: string, row: RunRow) =>
    name === nameColumn ? (
      <span className="row">
        <span className="dot" style={{ background: grouped ? undefined : (row.color ?? colors.get(row.id)?.css) }} />
        <Link to={`/runs/${row.id}`} className="main-link clip" title={row.name}>
          {row.name}
        </Link>
        <BaseButton row={row} set={set} onChange={onChange} />
      </span>
    ) : missing.has(name) ? (
      <span className="dim">–</span>
    ) : (
      <RunCell
        name={name}
        row={row}
        cell={row.cells[places.get(name) ?? -1]}
        base={baseCell(name, row)}
        direction={directionFor(name, directionOf)}
      />
    );
  const groupCell = (name: string, shown: ShownGroup) =>
    name === nameColumn ? (
      <span className="group-values" title={shown.name}>
        <span className="dot" style={{ background: colors.get(shown.id)?.css }} />
        <GroupValues by={set.group} shown={shown} />
        <span className="dim small num">{text.groups.runs(shown.group.count)}</span>
        <BaseButton row={shown} set={set} onChange={onChange} />
      </span>
    ) : missing.has(name) ? (
      <span className="dim">–</span>
    ) : (
      <GroupCell
        name={name}
        shown={shown}
        by={set.group}
        base={numberIn(baseCell(name, shown))}
        direction={directionFor(name, directionOf)}
      />
    );
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
              <HeaderCell
                key={header.id}
                header={header}
                pinned
                {...{ set, onChange, columns, missing, directionOf, sort }}
              />
            ))}
            {before > 0 ? <th aria-hidden /> : null}
            {seen.map((header) => (
              <HeaderCell key={header.id} header={header} {...{ set, onChange, columns, missing, directionOf, sort }} />
            ))}
            {after > 0 ? <th aria-hidden /> : null}
          </tr>
        </thead>
        <tbody style={{ '--before': `${items[0]?.start ?? 0}px` } as CSSProperties}>
          {(items[0]?.start ?? 0) > 0 ? (
            <tr aria-hidden className="spacer" style={{ height: items[0]?.start }} />
          ) : null}
          {data.map(({ index, row, group }) => (
            <tr
              key={index}
              aria-rowindex={index + 2}
              className={classNames(
                index === at && 'at',
                (row ?? group) && highlight === (row ?? group)?.id && 'hot',
                group && 'group-line',
                grouped && row && 'member',
                row && set.selected.includes(row.id) && 'selected',
              )}
              style={{ height: rowHeight }}
              onPointerEnter={() => onHighlight((row ?? group)?.id)}
            >
              {row || group ? (
                <>
                  <td className="pinned" style={{ left: 0 }}>
                    {group ? <GroupToggle shown={group} onToggle={onToggle} /> : null}
                    {row ? (
                      <input
                        type="checkbox"
                        aria-label={text.runs.select(row.name)}
                        checked={set.selected.includes(row.id)}
                        onClick={onCheck(row)}
                        readOnly
                      />
                    ) : null}
                  </td>
                  {start.map((header) => (
                    <td
                      key={header.id}
                      className={classNames('pinned', alignOf(header.id))}
                      style={pinnedStyle(header)}
                    >
                      {group ? groupCell(header.id, group) : row ? runCell(header.id, row) : null}
                    </td>
                  ))}
                  {before > 0 ? <td aria-hidden /> : null}
                  {seen.map((header) => (
                    <td key={header.id} className={alignOf(header.id)}>
                      {group ? groupCell(header.id, group) : row ? runCell(header.id, row) : null}
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
function BaseButton({
  row,
  set,
  onChange,
}: Pick<RunGridProps, 'set' | 'onChange'> & { row: { id: string; name: string } }) {
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
  sort,
  set,
  onChange,
  columns,
  missing,
  directionOf,
}: Pick<RunGridProps, 'set' | 'onChange' | 'columns' | 'missing' | 'directionOf'> & {
  header: Header<Features, Line, unknown>;
  pinned?: boolean;
  /** What the lines are sorted by. */
  sort: readonly string[];
}) {
  const name = header.id;
  const fixed = name === nameColumn;
  // Groups have no name of their own to be sorted by.
  const sorter = fixed && set.group.length > 0 ? byCount : name;
  const label = sorter === byCount ? text.groups.column : columnLabel(name, directionOf);
  const place = sort.findIndex((key) => key === sorter || key === `-${sorter}`);
  const descending = sort[place]?.startsWith('-');
  const hint = missing.get(name);
  const sorts = !name.startsWith('dataset:') && parseColumn(name) !== undefined;
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
            className={classNames('clip', hint && 'missing')}
            title={hint ?? text.runs.sortHint(label)}
            onClick={(event) => onChange(sortBy(set, sorter, event.shiftKey))}
          >
            {label}
            {place < 0 ? null : descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />}
            {place >= 0 && sort.length > 1 ? <sup>{place + 1}</sup> : null}
          </button>
        ) : (
          <span className={classNames('clip', hint && 'missing')} title={hint}>
            {label}
          </span>
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
