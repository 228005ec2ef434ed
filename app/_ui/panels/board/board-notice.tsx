'use client';

import { CircleAlert } from 'lucide-react';
import { Button } from '#lib/ui/button.tsx';
import { formatAgo } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import { useNow } from '#lib/ui/use-now.ts';
import type { BoardState } from './board-store.ts';

/** Says what happened to the dashboard elsewhere while it was changed here, and asks what shall become of both versions. */
export function BoardNotice({
  state: { saving, theirs },
  onTakeTheirs,
  onSaveMine,
  onWriteOver,
}: {
  state: BoardState;
  onTakeTheirs: () => void;
  onSaveMine: () => void;
  onWriteOver: () => void;
}) {
  const now = useNow();
  if (saving !== 'gone' && (saving !== 'conflict' || !theirs || now === undefined)) return null;
  const words =
    saving === 'gone' || !theirs || now === undefined
      ? text.panels.gone
      : text.panels.conflict(theirs.updatedBy, formatAgo(Date.parse(theirs.updatedAt), now));
  return (
    <div className="board-notice" role="alert">
      <CircleAlert size={15} aria-hidden />
      <span>{words}</span>
      <span className="grow" />
      {saving === 'conflict' ? (
        <>
          <Button small onClick={onTakeTheirs}>
            {text.panels.takeTheirs}
          </Button>
          <Button small onClick={onWriteOver}>
            {text.panels.writeOver}
          </Button>
        </>
      ) : null}
      <Button small look="primary" onClick={onSaveMine}>
        {text.panels.saveMine}
      </Button>
    </div>
  );
}
