'use client';

import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useArtifactAddress } from '#app/_ui/run/use-artifact-address.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { noteTag } from '#lib/tags/known-tags.ts';
import { Button } from '#lib/ui/button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { TextArea } from '#lib/ui/field.tsx';
import { Markdown } from '#lib/ui/markdown/markdown.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useChangeRun } from './use-change-run.ts';

/** What people noted of the run, in Markdown; MLflow's pages show and write the same text. */
export function NotePanel({ run }: { run: RunDetail }) {
  const note = run.tags[noteTag] ?? '';
  const [editing, setEditing] = useState(false);
  const imageAt = useArtifactAddress({ kind: 'run', id: run.id });
  if (editing) return <NoteEditor run={run} note={note} onClose={() => setEditing(false)} />;
  const edit = (icon: typeof Plus, label: string) =>
    run.archived ? undefined : (
      <Button small look="ghost" icon={icon} onClick={() => setEditing(true)}>
        {label}
      </Button>
    );
  if (note.trim() === '')
    return run.archived ? null : <div className="note-none">{edit(Plus, text.runPage.addNote)}</div>;
  return (
    <Panel title={text.runPage.note} actions={edit(Pencil, text.runPage.edit)}>
      <Markdown source={note} imageAt={imageAt} />
    </Panel>
  );
}

function NoteEditor({ run, note, onClose }: { run: RunDetail; note: string; onClose: () => void }) {
  const [draft, setDraft] = useState(note);
  const [begunFrom, setBegunFrom] = useState(note);
  const [preview, setPreview] = useState(false);
  const imageAt = useArtifactAddress({ kind: 'run', id: run.id });
  const change = useChangeRun(run.id, { onSuccess: onClose });
  // The page hears of changes while it is open, so somebody else's words are never overwritten unseen.
  const overtaken = note !== begunFrom && note !== draft;
  const save = () => change.mutate({ note: draft });
  return (
    <Panel
      title={text.runPage.note}
      actions={
        <Button small look="ghost" aria-pressed={preview} onClick={() => setPreview(!preview)}>
          {preview ? text.runPage.write : text.runPage.preview}
        </Button>
      }
    >
      <div className="stack">
        {preview ? (
          <div className="note-preview">
            {draft.trim() === '' ? (
              <p className="mut">{text.runPage.emptyNote}</p>
            ) : (
              <Markdown source={draft} imageAt={imageAt} />
            )}
          </div>
        ) : (
          <TextArea
            label={text.runPage.note}
            hideLabel
            hint={text.runPage.noteHint}
            className="note-text"
            dir="auto"
            rows={12}
            autoFocus
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
              if (event.key === 'Escape' && draft === begunFrom) onClose();
            }}
          />
        )}
        {overtaken ? (
          <div className="notice warn" role="alert">
            <div>
              <p>{text.runPage.overtaken}</p>
              <div className="row">
                <Button
                  small
                  onClick={() => {
                    setDraft(note);
                    setBegunFrom(note);
                  }}
                >
                  {text.runPage.takeTheirs}
                </Button>
                <Button
                  small
                  onClick={() => {
                    setDraft(`${note.trimEnd()}\n\n${draft}`);
                    setBegunFrom(note);
                  }}
                >
                  {text.runPage.keepBoth}
                </Button>
              </div>
            </div>
          </div>
        ) : null}
        {change.error ? <ErrorState error={change.error} /> : null}
        <div className="row">
          <Button look="primary" small busy={change.isPending} disabled={overtaken} onClick={save}>
            {text.runPage.save}
          </Button>
          <Button small onClick={onClose}>
            {text.common.cancel}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
