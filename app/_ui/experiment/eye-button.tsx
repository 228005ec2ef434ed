import { Eye, EyeOff } from 'lucide-react';
import { text } from '#lib/ui/text/text.ts';
import { isVisible, type RowSet, toggleSolo, toggleVisible } from './run-set.ts';

/** Takes a run or a group out of the charts and puts it back; with Alt it is drawn alone. */
export function EyeButton({
  id,
  name,
  set,
  onChange,
}: {
  id: string;
  name: string;
  set: RowSet;
  onChange: (set: RowSet) => void;
}) {
  const visible = isVisible(set, id);
  const label = visible ? text.runs.hide(name) : text.runs.show(name);
  return (
    <button
      type="button"
      className="run-eye"
      aria-label={label}
      aria-pressed={visible}
      title={`${label} (h). ${text.runs.eyeHint}`}
      onClick={(event) => onChange(event.altKey ? toggleSolo(set, id) : toggleVisible(set, id))}
    >
      {visible ? <Eye size={14} aria-hidden /> : <EyeOff size={14} aria-hidden />}
    </button>
  );
}
