'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ComparedRun, CompareRow, CompareSection } from '#lib/runs/compare/schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useNarrow } from '#lib/ui/use-narrow.ts';
import type { MetricDirection } from '../metrics/best-value.ts';
import type { CompareLine } from './compare-lines.ts';
import { SectionLine, type SeenColumn, ValueLine } from './compare-row.tsx';
import { gridMove } from './grid-move.ts';
import { RunHead } from './run-head.tsx';
import type { Figure } from './value-text.ts';

const rowHeight = 28;
const headHeight = 34;
/** Widths of the column of a run: few runs share the room that there is. */
const widest = 640;
/** The least of them, and that of the names of rows, which the styles say too: two runs stand beside each other on a phone. */
const wide = { least: 190, key: 220 };
const narrow = { least: 138, key: 100 };

export interface CompareTableProps {
  lines: readonly CompareLine[];
  runs: readonly ComparedRun[];
  /** Places of the runs in the order of the columns, the baseline first. */
  order: readonly number[];
  colors: ReadonlyMap<string, string>;
  figure: Figure;
  directionOf: (key: string) => MetricDirection;
  /** Other rows are on their way. */
  stale: boolean;
  more: boolean;
  onMore: () => void;
  onToggle: (section: CompareSection) => void;
  onBase: (run: ComparedRun) => void;
  onRemove: (run: ComparedRun) => void;
  onOpen: (row: CompareRow, run: number) => void;
}

/**
 * Runs as columns, what they have as rows: only the cells on screen are there. One cell has the focus: arrows move it, Enter
 * opens its difference or folds its section, b makes its run the baseline, Delete takes the run out.
 */
export function CompareTable({
  lines,
  runs,
  order,
  colors,
  figure,
  directionOf,
  stale,
  more,
  onMore,
  onToggle,
  onBase,
  onRemove,
  onOpen,
}: CompareTableProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState({ line: 0, column: 0 });
  // Known in the browser alone; the first paint has the least widths, as the server drew it.
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const down = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingEnd: headHeight,
    initialRect: { width: 1_000, height: 700 },
  });
  const widths = useNarrow() ? narrow : wide;
  const others = order.slice(1);
  // Where all runs fit they share the room, and all are there.
  const fits = widths.key + widths.least * order.length <= room;
  const runWidth = fits ? Math.min(widest, Math.floor((room - widths.key) / order.length)) : widths.least;
  const across = useVirtualizer({
    horizontal: true,
    count: others.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => widths.least,
    overscan: 2,
    // The names and the baseline stay where they are, above what scrolls.
    scrollPaddingEnd: widths.key + widths.least,
    initialRect: { width: 1_000, height: 700 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the widths are what the measures depend on
  useEffect(() => across.measure(), [across, widths]);
  const rowsSeen = down.getVirtualItems();
  const cellsSeen = fits ? [] : across.getVirtualItems();
  const shown = fits ? [...others.keys()] : cellsSeen.map((cell) => cell.index);
  const last = rowsSeen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= lines.length - 20) onMore();
  }, [more, last, lines.length, onMore]);

  const columns: SeenColumn[] = [
    { place: order[0] ?? 0, column: 0 },
    ...shown.map((index) => ({ place: others[index] ?? 0, column: index + 1 })),
  ];
  const before = cellsSeen[0]?.start ?? 0;
  const after = fits ? 0 : across.getTotalSize() - (cellsSeen.at(-1)?.end ?? 0);
  const gaps = { before: before > 0, after: after > 0 };
  const above = rowsSeen[0]?.start ?? 0;
  const focus = {
    line: Math.max(0, Math.min(at.line, lines.length - 1)),
    column: Math.max(0, Math.min(at.column, order.length - 1)),
  };
  const idOf = (line: number, column: number) => `${id}-${line}-${column}`;

  /** Whether the key does something to the cell that has the focus, or moves it. */
  const act = (key: string): boolean => {
    const run = runs[order[focus.column] ?? 0];
    const next = gridMove(key, focus, { lines: lines.length, columns: order.length });
    if (next) {
      setAt(next);
      down.scrollToIndex(next.line, { align: 'auto' });
      if (next.column > 0) across.scrollToIndex(next.column - 1, { align: 'auto' });
    } else if (key === 'b' && run) onBase(run);
    else if (key === 'Delete' && run) onRemove(run);
    else return false;
    return true;
  };
  // From anywhere on the page: the grid takes the focus, so that it is seen which cell is meant.
  const from = (key: string) => () => {
    grid.current?.focus();
    act(key);
  };
  useShortcut('j', text.keys.nextRow, from('j'));
  useShortcut('k', text.keys.previousRow, from('k'));
  useShortcut('b', text.compare.keyBaseline, from('b'));
  useShortcut('delete', text.compare.keyRemove, from('Delete'));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const line = lines[focus.line];
    if (event.key === 'Enter' && event.target === event.currentTarget) {
      if (line?.type === 'section') onToggle(line.section.id);
      else if (line) onOpen(line.row, order[focus.column] ?? 0);
    } else if (!act(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={classNames('compare-scroll', stale && 'stale')} ref={scroller}>
      <table
        ref={grid}
        className="table compare-grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take the focus is a grid
        role="grid"
        aria-label={text.compare.comparing(runs.length)}
        aria-rowcount={lines.length + 1}
        aria-colcount={order.length + 1}
        aria-busy={stale}
        tabIndex={0}
        aria-activedescendant={lines.length > 0 ? idOf(focus.line, focus.column) : undefined}
        onKeyDown={onKeyDown}
        style={{ width: `calc(var(--compare-key) + ${runWidth * order.length}px)` }}
      >
        <colgroup>
          <col style={{ width: 'var(--compare-key)' }} />
          <col style={{ width: runWidth }} />
          {gaps.before ? <col style={{ width: before }} /> : null}
          {shown.map((index) => (
            <col key={index} style={{ width: runWidth }} />
          ))}
          {gaps.after ? <col style={{ width: after }} /> : null}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="pin-key">
              {text.compare.row}
            </th>
            {columns.map(({ place, column }) => {
              const run = runs[place];
              return run ? (
                <Fragment key={run.id}>
                  <RunHead {...{ run, onBase, onRemove }} isBase={column === 0} color={colors.get(run.id)} />
                  {column === 0 && gaps.before ? <td aria-hidden /> : null}
                </Fragment>
              ) : null;
            })}
            {gaps.after ? <td aria-hidden /> : null}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <tr aria-hidden className="spacer" style={{ height: above }} /> : null}
          {rowsSeen.map(({ index }) => {
            const line = lines[index];
            const shared = {
              index,
              height: rowHeight,
              focus: index === focus.line ? focus.column : undefined,
              idOf: (column: number) => idOf(index, column),
              gaps,
            };
            if (!line) return null;
            return line.type === 'section' ? (
              <SectionLine key={index} {...shared} {...line} columns={columns.length} onToggle={onToggle} />
            ) : (
              <ValueLine
                key={index}
                {...shared}
                {...{ runs, columns, figure, directionOf, onOpen }}
                row={line.row}
                onFocus={(column) => setAt({ line: index, column })}
              />
            );
          })}
          {rowsSeen.length > 0 ? (
            <tr aria-hidden className="spacer" style={{ height: down.getTotalSize() - (rowsSeen.at(-1)?.end ?? 0) }} />
          ) : null}
        </tbody>
      </table>
      {more ? <p className="compare-note dim">{text.compare.loadingRows}</p> : null}
    </div>
  );
}
