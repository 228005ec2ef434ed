import { ArrowDown, ArrowUp, Pin, PinOff, X } from 'lucide-react';
import type { DragEvent, KeyboardEvent } from 'react';
import { parseColumn } from '#lib/runs/table/column.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { text } from '#lib/ui/text/text.ts';
import type { MetricDirection } from '../../metrics/best-value.ts';
import { columnLabel, moveColumn, pinMark, toggleColumn, togglePinned } from '../run-columns.ts';
import { byCount } from '../run-groups.ts';
import { type RunSet, sortBy } from '../run-set.ts';
import { alignOf, nameColumn } from './grid-view.ts';
import { ResizeHandle } from './resize-handle.tsx';
import type { WidthChange } from './use-column-widths.ts';

const dragged = 'text/x-column';

/** Sorts by a click, adds a key with shift; can be dragged to another place, made wider, pinned and hidden. */
export function HeaderCell({
  name,
  width,
  left,
  sort,
  set,
  onChange,
  columns,
  missing,
  directionOf,
  onWidth,
}: {
  name: string;
  width: number;
  /** Where it stays while the others scroll, in pixels; undefined: it scrolls too. */
  left: number | undefined;
  /** What the lines are sorted by. */
  sort: readonly string[];
  set: RunSet;
  onChange: (set: RunSet) => void;
  columns: readonly string[];
  missing: ReadonlyMap<string, string>;
  directionOf: (key: string) => MetricDirection;
  onWidth: (change: WidthChange) => void;
}) {
  const fixed = name === nameColumn;
  const pinned = left !== undefined;
  // Groups have no name of their own to be sorted by.
  const sorter = fixed && set.group.length > 0 ? byCount : name;
  const label = sorter === byCount ? text.groups.column : columnLabel(name, directionOf);
  const place = sort.findIndex((key) => key === sorter || key === `-${sorter}`);
  const descending = sort[place]?.startsWith('-');
  const hint = missing.get(name);
  const sorts = !name.startsWith('dataset:') && parseColumn(name) !== undefined;
  const onDrop = (event: DragEvent) => {
    const dropped = event.dataTransfer.getData(dragged);
    if (dropped && !fixed) onChange({ ...set, columns: moveColumn(columns, dropped, name) });
  };
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (!event.altKey || by === 0 || fixed) return;
    // Alt and an arrow are the browser's way back.
    event.preventDefault();
    const at = columns.indexOf(name);
    const beyond = columns[by < 0 ? at - 1 : at + 1];
    if (beyond === undefined || beyond === pinMark) return;
    onChange({ ...set, columns: by < 0 ? moveColumn(columns, name, beyond) : moveColumn(columns, beyond, name) });
  };
  return (
    <th
      scope="col"
      className={classNames(pinned && 'pinned', alignOf(name))}
      style={pinned ? { left } : undefined}
      aria-sort={place < 0 ? undefined : descending ? 'descending' : 'ascending'}
      draggable={!fixed}
      onDragStart={(event) => event.dataTransfer.setData(dragged, name)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onKeyDown={onKey}
    >
      <span className="run-head">
        {sorts ? (
          <button
            type="button"
            className={classNames('clip', hint && 'missing')}
            title={hint ?? text.runs.sortHint(label)}
            onClick={(event) => onChange(sortBy(set, sorter, event.shiftKey))}
          >
            <bdi className="clip">{label}</bdi>
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
              title={`${pinned ? text.runs.unpin(label) : text.runs.pin(label)}. ${text.grid.moveHint}`}
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
      <ResizeHandle label={label} name={name} width={width} onWidth={onWidth} />
    </th>
  );
}
