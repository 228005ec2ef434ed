import { Pin } from 'lucide-react';
import { classNames } from '#lib/ui/class-names.ts';
import { text } from '#lib/ui/text/text.ts';
import type { RowSet } from '../run-set.ts';
import { usePins } from './use-pins.ts';

/** Keeps a run on top, or lets it go. */
export function PinButton({
  id,
  name,
  set,
  onChange,
  className,
}: {
  id: string;
  name: string;
  set: RowSet;
  onChange: (set: RowSet) => void;
  className: string;
}) {
  const onPin = usePins(set, onChange);
  const pinned = set.pinned.includes(id);
  const label = pinned ? text.runs.unpin(name) : text.runs.pin(name);
  return (
    <button
      type="button"
      className={classNames(className, pinned && 'on')}
      aria-label={label}
      aria-pressed={pinned}
      title={`${label} (p)`}
      onClick={() => onPin([id])}
    >
      <Pin size={12} aria-hidden />
    </button>
  );
}
