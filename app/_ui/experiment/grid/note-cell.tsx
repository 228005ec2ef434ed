import { NotebookPen } from 'lucide-react';
import type { Cell, RunRow } from '#lib/runs/table/schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { text } from '#lib/ui/text/text.ts';
import { shortName } from '../short-name.ts';
import { firstLine } from './first-line.ts';

/** The first line of what somebody noted of a run; a click shows all of it. */
export function NoteCell({
  row,
  cell,
  onNote,
}: {
  row: RunRow;
  cell: Cell | undefined;
  onNote: (row: RunRow) => void;
}) {
  const note = typeof cell === 'string' ? cell : cell && typeof cell === 'object' && 'text' in cell ? cell.text : '';
  const line = firstLine(note);
  const name = shortName(row.name);
  const label = line === '' ? text.grid.noNote(name) : text.grid.openNote(name);
  return (
    <button
      type="button"
      className={classNames('run-note', line === '' && 'none')}
      aria-label={line === '' ? label : `${label}: ${line}`}
      title={line === '' ? label : note}
      onClick={() => onNote(row)}
    >
      {line === '' ? <NotebookPen size={13} aria-hidden /> : <bdi className="clip">{line}</bdi>}
    </button>
  );
}
