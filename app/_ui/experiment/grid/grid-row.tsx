import { type CSSProperties, memo, useState } from 'react';
import type { RunRow } from '#lib/runs/table/schema.ts';
import { Sparkline } from '#lib/ui/chart/sparkline.tsx';
import { classNames } from '#lib/ui/class-names.ts';
import { text } from '#lib/ui/text/text.ts';
import { colorOf } from '../color/color-of.ts';
import { GroupCell, GroupToggle } from '../group-cell.tsx';
import { numberIn, RunCell } from '../run-cell.tsx';
import { noteColumn, sparkColumn } from '../run-columns.ts';
import type { ShownGroup } from '../run-groups.ts';
import { toggleOpen } from '../run-set.ts';
import { shortName } from '../short-name.ts';
import type { TreeLine } from '../tree/tree-lines.ts';
import { alignOf, baseCell, directionFor, type GridView, nameColumn } from './grid-view.ts';
import { GroupName, RunName } from './name-cell.tsx';
import { NoteCell } from './note-cell.tsx';

interface GridRowProps {
  view: GridView;
  index: number;
  /** undefined where it is not loaded. */
  row: RunRow | undefined;
  /** Where the line stands for a group of runs. */
  group: ShownGroup | undefined;
  /** Where it stands in a tree. */
  line: TreeLine | undefined;
  spark: ArrayLike<number> | undefined;
  height: number;
  /** Of a run that stays on top, in pixels below the head. */
  top: number | undefined;
  /** Where the keys are. */
  at: boolean;
  hot: boolean;
  /** Its name is being written anew. */
  renaming: boolean;
}

/** A line of the table: a run, a group of runs, or the place of one that is on its way. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { view, index, row, group, line, height, top, at, hot } = props;
  const [focused, setFocused] = useState(false);
  // Buttons in every row would be a third of all that the page draws.
  const acts = at || hot || focused;
  const cell = (name: string) =>
    group ? (
      <CellOfGroup view={view} name={name} group={group} acts={acts} />
    ) : row ? (
      <CellOfRun {...props} name={name} row={row} acts={acts} />
    ) : null;
  const id = (row ?? group)?.id;
  const selected = row !== undefined && view.set.selected.includes(row.id);
  return (
    <tr
      aria-rowindex={index + 2}
      aria-level={line && line.depth + 1}
      aria-setsize={line?.beside}
      aria-posinset={line && line.place + 1}
      aria-expanded={line?.row && line.row.below > 0 ? line.open : undefined}
      className={classNames(
        at && 'at',
        hot && 'hot',
        group && 'group-line',
        view.grouped && row && top === undefined && 'member',
        selected && 'selected',
        top !== undefined && 'on-top',
        line?.row?.matches === false && 'above',
      )}
      style={{ height, '--top': `${top}px` } as CSSProperties}
      onPointerEnter={() => view.onHighlight(id)}
      onFocus={() => setFocused(true)}
      onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
    >
      {row || group ? (
        <>
          <td className="pinned" style={{ left: 0 }}>
            {group ? (
              <GroupToggle shown={group} onToggle={(group) => view.onChange(toggleOpen(view.set, group))} />
            ) : null}
            {row ? (
              <input
                type="checkbox"
                aria-label={text.runs.select(shortName(row.name))}
                title={`${text.runs.select(shortName(row.name))} (x)`}
                checked={selected}
                onClick={(event) => view.onCheck(index, row.id, event.shiftKey)}
                readOnly
              />
            ) : null}
          </td>
          {view.start.map(({ name, left }) => (
            <td
              key={name}
              className={classNames('pinned', alignOf(name))}
              style={{ left }}
              onDoubleClick={
                name === nameColumn && row && !row.archived ? () => view.onRename({ id: row.id, index }) : undefined
              }
            >
              {cell(name)}
            </td>
          ))}
          {view.before ? <td aria-hidden /> : null}
          {view.seen.map((name) => (
            <td key={name} className={alignOf(name)}>
              {cell(name)}
            </td>
          ))}
          {view.after ? <td aria-hidden /> : null}
        </>
      ) : (
        <td colSpan={1 + view.start.length + view.seen.length + (view.before ? 1 : 0) + (view.after ? 1 : 0)}>
          <span className="skeleton-line" />
        </td>
      )}
    </tr>
  );
});

function CellOfRun({
  view,
  name,
  index,
  row,
  line,
  spark,
  height,
  renaming,
  acts,
}: GridRowProps & { name: string; row: RunRow; acts: boolean }) {
  if (name === nameColumn) return <RunName {...{ view, index, row, line, renaming, acts }} />;
  if (name === sparkColumn) return <Spark view={view} row={row} values={spark} height={height} />;
  const cell = row.cells[view.places.get(name) ?? -1];
  if (name === noteColumn) return <NoteCell row={row} cell={cell} onNote={view.onNote} />;
  if (view.missing.has(name)) return <span className="dim">–</span>;
  return (
    <RunCell
      name={name}
      row={row}
      cell={cell}
      base={baseCell(view, name, row.id)}
      direction={directionFor(view, name)}
    />
  );
}

function CellOfGroup({ view, name, group, acts }: { view: GridView; name: string; group: ShownGroup; acts: boolean }) {
  if (name === nameColumn) return <GroupName view={view} group={group} acts={acts} />;
  if (view.missing.has(name)) return <span className="dim">–</span>;
  return (
    <GroupCell
      name={name}
      shown={group}
      by={view.set.group}
      base={numberIn(baseCell(view, name, group.id))}
      direction={directionFor(view, name)}
    />
  );
}

function Spark({
  view,
  row,
  values,
  height,
}: {
  view: GridView;
  row: RunRow;
  values: ArrayLike<number> | undefined;
  height: number;
}) {
  if (!values || values.length === 0) return null;
  const color = view.grouped ? undefined : colorOf(row, view.colors);
  return <Sparkline values={values} color={color ?? 'var(--ink-3)'} width={88} height={height - 4} />;
}
