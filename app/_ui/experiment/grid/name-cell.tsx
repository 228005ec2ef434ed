import { Flag, Pencil } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { RunRow } from '#lib/runs/table/schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { colorOf } from '../color/color-of.ts';
import { RunDot } from '../color/run-dot.tsx';
import { GroupValues } from '../group-cell.tsx';
import { PinButton } from '../pins/pin-button.tsx';
import type { ShownGroup } from '../run-groups.ts';
import { toggleBase } from '../run-set.ts';
import { shortName } from '../short-name.ts';
import { indentOf, type TreeLine } from '../tree/tree-lines.ts';
import { BelowCount, TreeToggle } from '../tree/tree-toggle.tsx';
import type { GridView } from './grid-view.ts';
import { NameInput } from './name-input.tsx';

/** Colour and name of a run, with what can be done with it. */
export function RunName({
  view,
  index,
  row,
  line,
  renaming,
  acts,
}: {
  view: GridView;
  index: number;
  row: RunRow;
  line: TreeLine | undefined;
  renaming: boolean;
  /** Whether somebody is at this row: only then it has all its buttons. */
  acts: boolean;
}) {
  const name = shortName(row.name);
  const label = text.grid.rename(name);
  const cell = useRef<HTMLSpanElement>(null);
  const wasRenaming = useRef(false);
  useEffect(() => {
    // The field that had the focus is gone.
    if (wasRenaming.current && !renaming && document.activeElement === document.body)
      cell.current?.querySelector<HTMLElement>('.main-link')?.focus();
    wasRenaming.current = renaming;
  }, [renaming]);
  return (
    <span ref={cell} className="row" style={line && { paddingInlineStart: indentOf(line) }}>
      {line && view.onToggle ? <TreeToggle line={line} onToggle={view.onToggle} /> : null}
      {view.grouped ? (
        <span className="dot" />
      ) : (
        <RunDot id={row.id} name={name} color={colorOf(row, view.colors)} chosen={row.color} />
      )}
      {renaming ? (
        <NameInput row={row} onDone={() => view.onRename(undefined)} />
      ) : (
        <>
          <Link
            to={`/runs/${row.id}`}
            className="main-link clip"
            title={line?.row?.matches === false ? text.tree.above : name}
          >
            <bdi>{name}</bdi>
          </Link>
          {line ? <BelowCount line={line} /> : null}
          {acts && !row.archived ? (
            <button
              type="button"
              className="run-act"
              aria-label={label}
              title={`${label} (F2)`}
              onClick={() => view.onRename({ id: row.id, index })}
            >
              <Pencil size={12} aria-hidden />
            </button>
          ) : (
            room
          )}
          {acts || view.set.pinned.includes(row.id) ? (
            <PinButton id={row.id} name={name} set={view.set} onChange={view.onChange} className="run-act" />
          ) : (
            room
          )}
          {acts || view.set.base === row.id ? <BaseButton view={view} of={{ id: row.id, name }} /> : room}
        </>
      )}
    </span>
  );
}

/** Where a button comes when somebody is at the row: nothing moves then, and a click meets what it was aimed at. */
const room = <span className="run-act" />;

/** Colour of a group, what its runs share, and how many they are. */
export function GroupName({ view, group, acts }: { view: GridView; group: ShownGroup; acts: boolean }) {
  return (
    <span className="group-values" title={group.name}>
      <span className="dot" style={{ background: view.colors.get(group.id)?.css }} />
      <GroupValues by={view.set.group} shown={group} />
      <span className="dim small num">{text.groups.runs(group.group.count)}</span>
      {acts || view.set.base === group.id ? <BaseButton view={view} of={group} /> : room}
    </span>
  );
}

/** Marks the run or group that the others are compared with, and makes it that. */
function BaseButton({ view, of }: { view: GridView; of: { id: string; name: string } }) {
  const isBase = view.set.base === of.id;
  const label = isBase ? text.runs.noBase(of.name) : text.runs.makeBase(of.name);
  return (
    <button
      type="button"
      className={classNames('run-act', isBase && 'on')}
      aria-label={label}
      aria-pressed={isBase}
      title={`${label} (b)`}
      onClick={() => view.onChange(toggleBase(view.set, of.id))}
    >
      <Flag size={12} aria-hidden />
    </button>
  );
}
