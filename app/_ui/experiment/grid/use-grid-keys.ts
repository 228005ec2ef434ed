'use client';

import { useState } from 'react';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { usePins } from '../pins/use-pins.ts';
import { type RunSet, toggleBase, toggleOpen, toggleSelected, toggleSolo, toggleVisible } from '../run-set.ts';
import type { RunRows } from '../use-run-rows.ts';
import type { NamedLine } from './grid-view.ts';

/** Walks through the lines of a table or a list with keys, and does what a key does on the one it stands at: -1 at first. */
export function useGridKeys({
  rows,
  set,
  onChange,
  onHighlight,
  onRename,
  lines,
  on = true,
}: {
  rows: RunRows;
  set: RunSet;
  onChange: (set: RunSet) => void;
  onHighlight: (id: string | undefined) => void;
  /** Left out where a name cannot be written anew. */
  onRename?: (line: NamedLine) => void;
  lines: { scrollToIndex: (index: number, options: { align: 'auto' }) => void };
  /** Whether the keys are its own: of two presentations side by side only one can have them. */
  on?: boolean;
}): number {
  const navigation = useNavigation();
  const { pinned = 0 } = rows;
  // Counted from the first that is not pinned, so that it stays where it is when another one is.
  const [place, setPlace] = useState<number>();
  const at = place === undefined ? -1 : Math.max(0, place + pinned);
  const current = rows.rowAt(at);
  const group = rows.groups?.at(at);
  const marked = current ?? group;
  const line = rows.tree?.at(at);
  const step = (by: number) => goTo(Math.min(rows.total - 1, Math.max(0, at + by)));
  const goTo = (next: number) => {
    setPlace(next - pinned);
    onHighlight((rows.rowAt(next) ?? rows.groups?.at(next))?.id);
    lines.scrollToIndex(next, { align: 'auto' });
  };
  // Of grouped runs the charts draw groups alone.
  const drawn = on ? (rows.groups ? group : current) : undefined;
  useShortcut(on ? 'j' : undefined, text.keys.nextRow, () => step(1));
  useShortcut(on ? 'k' : undefined, text.keys.previousRow, () => step(-1));
  useShortcut(drawn ? 'h' : undefined, text.runs.keyHide, () => drawn && onChange(toggleVisible(set, drawn.id)));
  useShortcut(drawn ? 's' : undefined, text.runs.keySolo, () => drawn && onChange(toggleSolo(set, drawn.id)));
  useShortcut(
    on && current ? 'x' : undefined,
    text.runs.keySelect,
    () => current && onChange(toggleSelected(set, current.id)),
  );
  const onPin = usePins(set, onChange);
  const toPin = current ? [current.id] : set.selected;
  useShortcut(on && toPin.length > 0 ? 'p' : undefined, text.runs.keyPin, () => onPin(toPin));
  useShortcut(
    onRename && current && !current.archived ? 'f2' : undefined,
    text.grid.renameKey,
    () => current && onRename?.({ id: current.id, index: at }),
  );
  useShortcut(on && marked ? 'b' : undefined, text.runs.keyBase, () => marked && onChange(toggleBase(set, marked.id)));
  const canOpen = on && line?.row !== undefined && line.row.below > 0;
  useShortcut(canOpen ? 'arrowright' : undefined, text.tree.keyOpen, () => {
    if (line?.open) step(1);
    else if (line?.row) rows.tree?.toggle(line.row);
  });
  const canClose = on && line !== undefined && (line.open || line.parent !== undefined);
  useShortcut(canClose ? 'arrowleft' : undefined, text.tree.keyClose, () => {
    if (line?.open && line.row) rows.tree?.toggle(line.row);
    else if (line?.parent !== undefined) goTo(line.parent);
  });
  useShortcut(on && marked ? 'enter' : undefined, group ? text.groups.keyOpen : text.keys.openRow, (event) => {
    if (event.target instanceof HTMLElement && event.target.matches('a, button, input')) return event.target.click();
    if (group) onChange(toggleOpen(set, group.id));
    else if (current) navigation.go(navigation.href(`/runs/${current.id}`));
  });
  return at;
}
