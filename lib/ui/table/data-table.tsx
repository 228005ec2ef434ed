'use client';

import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type SortingState,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { classNames } from '../class-names.ts';
import { useShortcut } from '../keys/keys.tsx';
import { useNavigation } from '../navigation.tsx';
import { Skeleton } from '../skeleton.tsx';
import { text } from '../text/text.ts';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });
const rowHeight = 28;
const virtualFrom = 60;

/** One column: what to show and, with `sort`, by what to order. */
export interface Column<T> {
  id: string;
  /** A function where the columns stand at module scope: its text is then in the language of the reader. */
  header: ReactNode | (() => ReactNode);
  cell: (row: T) => ReactNode;
  /** The value to sort by; without it the header is plain. null sorts last either way. */
  sort?: (row: T) => string | number | null | undefined;
  align?: 'left' | 'right';
  width?: number | string;
  /** Left out where the screen is narrow. */
  wide?: boolean;
  /** Name of the column for readers when `header` is not text. */
  label?: string | (() => string);
}

export interface DataTableProps<T> {
  /** Keep the array stable between renders (query data, useMemo). */
  rows: T[] | undefined;
  /** Keep stable: module scope or useMemo. */
  columns: Column<T>[];
  rowId: (row: T) => string;
  /** Absolute or project path (`/jobs/…`, prefixed with the project) the row leads to. Put a Link in one cell too. */
  rowTo?: (row: T) => string | undefined;
  onRowClick?: (row: T) => void;
  selected?: (row: T) => boolean;
  empty?: ReactNode;
  label: string;
  initialSort?: { id: string; desc: boolean };
  /** Order held by the page (in its address); without it the table holds its own. */
  sort?: { id: string; desc: boolean };
  onSort?: (sort: { id: string; desc: boolean } | undefined) => void;
  /** The rows come in this order already, sorted by the server. */
  sorted?: boolean;
  /** There are rows beyond these: called when the last of them come into view. */
  onEnd?: () => void;
  /** Height of the scroll box; rows beyond the screen are not mounted. Without it the table grows with the page. */
  height?: number | string;
  /** Take j, k and Enter. One table a page. */
  keys?: boolean;
  onRowHover?: (row: T | undefined) => void;
}

/** A dense table: sorting, sticky header, row links, j/k/Enter, only visible rows mounted once there are many. */
export function DataTable<T extends RowData>({
  rows,
  columns,
  rowId,
  rowTo,
  onRowClick,
  selected,
  empty,
  label,
  initialSort,
  sort,
  onSort,
  sorted,
  onEnd,
  height,
  keys,
  onRowHover,
}: DataTableProps<T>) {
  const navigation = useNavigation();
  const scroller = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState<SortingState>(initialSort ? [initialSort] : []);
  const sorting = useMemo(() => (sort ? [sort] : own), [sort, own]);
  const setSorting = (change: SortingState | ((before: SortingState) => SortingState)) => {
    const next = typeof change === 'function' ? change(sorting) : change;
    setOwn(next);
    onSort?.(next[0]);
  };
  const [at, setAt] = useState(-1);
  const table = useTable({
    features,
    data: rows ?? none,
    columns: toDefs(columns),
    getRowId: rowId,
    state: { sorting },
    onSortingChange: setSorting,
    manualSorting: sorted === true,
  });
  const body = table.getRowModel().rows;
  const virtual = height !== undefined && body.length >= virtualFrom;
  const virtualizer = useVirtualizer({
    count: body.length,
    enabled: virtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 0, height: 600 },
  });
  const items = virtualizer.getVirtualItems();
  const from = virtual ? (items[0]?.index ?? 0) : 0;
  const to = virtual ? (items.at(-1)?.index ?? -1) + 1 : body.length;
  const before = virtual ? (items[0]?.start ?? 0) : 0;
  const after = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;

  const lastShown = to >= body.length - 20 ? body.length : 0;
  const latestEnd = useRef(onEnd);
  useEffect(() => {
    latestEnd.current = onEnd;
  });
  // Once for each number of rows: more of them come, or there are no more.
  useEffect(() => {
    if (lastShown > 0) latestEnd.current?.();
  }, [lastShown]);

  const open = (row: T, event?: { metaKey: boolean; ctrlKey: boolean }) => {
    const target = rowTo?.(row);
    if (onRowClick) onRowClick(row);
    else if (target !== undefined) {
      const href = target.startsWith('/p/') ? target : navigation.href(target);
      if (event?.metaKey || event?.ctrlKey) window.open(href, '_blank', 'noopener');
      else navigation.go(href);
    }
  };
  const step = (by: number) => {
    const next = Math.min(body.length - 1, Math.max(0, at + by));
    setAt(next);
    if (virtual) virtualizer.scrollToIndex(next, { align: 'auto' });
    else scroller.current?.querySelectorAll('tbody tr')[next]?.scrollIntoView({ block: 'nearest' });
  };
  useShortcut(keys ? 'j' : undefined, text.keys.nextRow, () => step(1));
  useShortcut(keys ? 'k' : undefined, text.keys.previousRow, () => step(-1));
  useShortcut(keys && at >= 0 ? 'enter' : undefined, text.keys.openRow, (event) => {
    // Enter on a focused link or button is theirs: press it as the browser would have.
    if (event.target instanceof HTMLElement && event.target.matches('a, button')) return event.target.click();
    const row = body[at];
    if (row) open(row.original);
  });

  const clickable = rowTo !== undefined || onRowClick !== undefined;
  const onClick = (row: T) => (event: MouseEvent) => {
    const inside = event.target instanceof Element && event.target.closest('a, button, input, label, select');
    if (!inside && !window.getSelection()?.toString()) open(row, event);
  };

  return (
    <div
      className="table-wrap"
      ref={scroller}
      style={height === undefined ? undefined : { maxHeight: height }}
      onPointerLeave={() => onRowHover?.(undefined)}
    >
      <table
        className="table"
        aria-label={label}
        aria-rowcount={onEnd ? -1 : rows ? body.length + 1 : undefined}
        aria-busy={rows === undefined}
      >
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell
                key={column.id}
                column={column}
                sorting={sorting}
                onSort={(multi) => table.getColumn(column.id)?.toggleSorting(undefined, multi)}
              />
            ))}
          </tr>
        </thead>
        {before > 0 ? <Spacer height={before} columns={columns.length} /> : null}
        <tbody>
          {body.slice(from, to).map((row, offset) => (
            <tr
              key={row.id}
              aria-rowindex={from + offset + 2}
              className={
                classNames(
                  clickable && 'linked',
                  from + offset === at && 'at',
                  selected?.(row.original) && 'selected',
                ) || undefined
              }
              onClick={clickable ? onClick(row.original) : undefined}
              onPointerEnter={onRowHover ? () => onRowHover(row.original) : undefined}
            >
              {columns.map((column) => (
                <td key={column.id} className={cellClass(column)}>
                  {column.cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {after > 0 ? <Spacer height={after} columns={columns.length} /> : null}
      </table>
      {rows === undefined ? (
        <div className="table-note">
          <Skeleton lines={5} />
        </div>
      ) : null}
      {rows?.length === 0 ? <div className="table-note mut">{empty ?? text.common.noRows}</div> : null}
    </div>
  );
}

/** Stands for the rows that are not mounted. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tbody className="spacer" aria-hidden="true">
      <tr>
        <td colSpan={columns} style={{ height }} />
      </tr>
    </tbody>
  );
}

function HeaderCell<T>({
  column,
  sorting,
  onSort,
}: {
  column: Column<T>;
  sorting: SortingState;
  onSort: (multi: boolean) => void;
}) {
  const state = sorting.find((each) => each.id === column.id);
  const header = shown(column.header);
  const name = shown(column.label) ?? (typeof header === 'string' ? header : column.id);
  return (
    <th
      scope="col"
      className={cellClass(column)}
      style={column.width === undefined ? undefined : { width: column.width }}
      aria-sort={state ? (state.desc ? 'descending' : 'ascending') : undefined}
    >
      {column.sort ? (
        <button type="button" onClick={(event) => onSort(event.shiftKey)} title={text.common.sortBy(name)}>
          {header}
          {state ? state.desc ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden /> : null}
        </button>
      ) : (
        header
      )}
    </th>
  );
}

function cellClass<T>(column: Column<T>): string | undefined {
  return classNames(column.align === 'right' && 'right', column.wide && 'wide') || undefined;
}

function shown<T>(given: T | (() => T)): T {
  return typeof given === 'function' ? (given as () => T)() : given;
}

// An empty fallback made anew in each render would rebuild the row model each time.
const none: never[] = [];
const defs = new WeakMap<object, unknown>();

function toDefs<T extends RowData>(columns: Column<T>[]): ColumnDef<typeof features, T>[] {
  const known = defs.get(columns);
  if (known) return known as ColumnDef<typeof features, T>[];
  const made = columns.map(
    (column): ColumnDef<typeof features, T> => ({
      id: column.id,
      // undefined sorts last in both directions.
      accessorFn: (row) => column.sort?.(row) ?? undefined,
      enableSorting: column.sort !== undefined,
      sortUndefined: 'last',
      sortFn: 'auto',
    }),
  );
  defs.set(columns, made);
  return made;
}
