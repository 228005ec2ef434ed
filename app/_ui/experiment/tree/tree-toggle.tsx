import { ChevronDown, ChevronRight } from 'lucide-react';
import type { TreeRow } from '#lib/runs/tree/schema.ts';
import { formatCount } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import { shortName } from '../short-name.ts';
import type { TreeLine } from './tree-lines.ts';
import './tree.css';

/** Shows the runs below one, or takes them away; a run with none keeps the place free. */
export function TreeToggle({ line, onToggle }: { line: TreeLine; onToggle: (row: TreeRow) => void }) {
  const { row, open } = line;
  if (!row || row.below === 0) return <span className="tree-toggle" />;
  const name = shortName(row.name);
  const label = open ? text.tree.close(name) : text.tree.open(name, row.below);
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className="tree-toggle"
      aria-expanded={open}
      aria-label={label}
      title={label}
      onClick={() => onToggle(row)}
    >
      <Icon size={14} aria-hidden />
    </button>
  );
}

/** How many runs stand right below one. */
export function BelowCount({ line }: { line: TreeLine }) {
  if (!line.row || line.row.below === 0) return null;
  return (
    <span className="tree-below num" title={text.tree.below(line.row.below)}>
      {formatCount(line.row.below)}
    </span>
  );
}
