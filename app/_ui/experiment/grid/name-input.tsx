import { useRef, useState } from 'react';
import type { BulkInput } from '#lib/runs/bulk/schema.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import { runNameTag } from '#lib/tags/known-tags.ts';
import { text } from '#lib/ui/text/text.ts';
import { useBulk } from '../use-bulk.ts';

/** The name of a run being written anew: Enter and leaving keep it, Esc does not. */
export function NameInput({ row, onDone }: { row: RunRow; onDone: () => void }) {
  const [name, setName] = useState(row.name);
  const bulk = useBulk();
  const done = useRef(false);
  const finish = (keep: boolean) => {
    // Leaving follows Enter and Esc.
    if (done.current) return;
    done.current = true;
    onDone();
    const next = name.trim();
    if (!keep || next === '' || next === row.name) return;
    const call: BulkInput = { action: 'tag', runs: [row.id], key: runNameTag, value: next };
    void bulk.run([call], () => text.grid.renamed(next), { id: row.id, row: { name: next } });
  };
  return (
    <input
      className="input name-input"
      aria-label={text.grid.nameOf(row.name)}
      // biome-ignore lint/a11y/noAutofocus: it takes the place of what was pressed
      autoFocus
      dir="auto"
      value={name}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish(true);
        if (event.key === 'Escape') {
          event.stopPropagation();
          finish(false);
        }
      }}
    />
  );
}
