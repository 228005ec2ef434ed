'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RunDetail } from '#lib/runs/schema.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import { noteTag } from '#lib/tags/known-tags.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { TextArea } from '#lib/ui/field.tsx';
import { Markdown } from '#lib/ui/markdown/markdown.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';
import { readRunsAgain } from '../runs-queries.ts';
import { shortName } from '../short-name.ts';

/** What somebody noted of a run, in Markdown; it can be written anew. */
export default function NoteDialog({ row, onClose }: { row: RunRow; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const failed = useErrorToast();
  const { data, error, refetch } = useQuery({
    queryKey: ['run', row.id],
    queryFn: ({ signal }) => api<RunDetail>(`/runs/${row.id}`, { signal }),
  });
  const note = data?.tags[noteTag] ?? '';
  const [draft, setDraft] = useState<string>();
  const [busy, setBusy] = useState(false);
  const written = draft ?? (data && note === '' ? '' : undefined);
  const editable = !row.archived;

  async function save(next: string, before: string | undefined): Promise<void> {
    setBusy(true);
    try {
      await api(`/runs/${row.id}`, { method: 'PATCH', body: { note: next } });
      await readRunsAgain(queries);
      toast({
        title: text.grid.noteSaved,
        tone: 'ok',
        ...(before === undefined
          ? {}
          : { action: { label: text.runs.undo, onClick: () => void save(before, undefined) } }),
      });
      onClose();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failed(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      wide
      title={text.grid.noteTitle(shortName(row.name))}
      onClose={onClose}
      footer={
        <>
          <span className="grow" />
          {written === undefined || !editable ? (
            <>
              {editable && data ? <Button onClick={() => setDraft(note)}>{text.grid.editNote}</Button> : null}
              <Button look="primary" onClick={onClose}>
                {text.common.close}
              </Button>
            </>
          ) : (
            <>
              <Button onClick={onClose}>{text.common.cancel}</Button>
              <Button look="primary" busy={busy} disabled={written === note} onClick={() => void save(written, note)}>
                {text.grid.saveNote}
              </Button>
            </>
          )}
        </>
      }
    >
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton lines={4} /> : null}
      {data && written !== undefined && editable ? (
        <TextArea
          label={text.grid.noteLabel}
          data-first-focus
          rows={14}
          value={written}
          onChange={(event) => setDraft(event.target.value)}
        />
      ) : null}
      {data && (written === undefined || !editable) ? <Markdown source={note} /> : null}
    </Dialog>
  );
}
