'use client';

import { Check, Pencil, Plus, Trash2, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ownTags } from '#app/_ui/run/own-tags.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { Button } from '#lib/ui/button.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast } from '#lib/ui/toast.tsx';
import { useChangeRun } from './use-change-run.ts';

/** The tags of a run, changed in place; those that clients write about themselves stay folded. */
export function TagsPanel({ run }: { run: Pick<RunDetail, 'id' | 'tags' | 'archived'> }) {
  const { own, ofClients } = ownTags(run.tags);
  const [open, setOpen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const close = () => {
    setOpen(undefined);
    setAdding(false);
  };
  const change = useChangeRun(run.id, { onSuccess: close, onError: useErrorToast() });
  const edit = (key: string, value: string) => change.mutate({ tags: { [key]: value } });
  return (
    <Panel
      title={text.run.tags}
      hint={own.length || undefined}
      actions={
        run.archived || adding ? undefined : (
          <Button small look="ghost" icon={Plus} onClick={() => setAdding(true)}>
            {text.runPage.addTag}
          </Button>
        )
      }
    >
      <ul className="tags">
        {own.map(([key, value]) =>
          open === key ? (
            <TagForm key={key} tag={{ key, value }} busy={change.isPending} onSave={edit} onClose={close} />
          ) : (
            <li key={key}>
              <span className="tag-key clip" title={key}>
                {key}
              </span>
              <bdi className="tag-value" title={value}>
                {value}
              </bdi>
              {run.archived ? null : (
                <span className="row tag-actions">
                  <IconButton
                    icon={Pencil}
                    size={13}
                    label={text.runPage.changeTag(key)}
                    onClick={() => setOpen(key)}
                  />
                  <IconButton
                    icon={Trash2}
                    size={13}
                    label={text.runPage.removeTag(key)}
                    disabled={change.isPending}
                    onClick={() => change.mutate({ tags: { [key]: null } })}
                  />
                </span>
              )}
            </li>
          ),
        )}
        {adding ? <TagForm busy={change.isPending} onSave={edit} onClose={close} /> : null}
        {own.length === 0 && !adding ? <li className="mut">{text.runPage.noTags}</li> : null}
      </ul>
      {ofClients.length > 0 ? (
        <details className="tags-of-clients">
          <summary className="dim small">{text.runPage.tagsOfClients(ofClients.length)}</summary>
          <ul className="tags">
            {ofClients.map(([key, value]) => (
              <li key={key}>
                <span className="tag-key clip" title={key}>
                  {key}
                </span>
                <bdi className="tag-value mono" title={value}>
                  {value}
                </bdi>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  );
}

/** One tag being written: a new one, or another value of one that is there. */
function TagForm({
  tag,
  busy,
  onSave,
  onClose,
}: {
  tag?: { key: string; value: string };
  busy: boolean;
  onSave: (key: string, value: string) => void;
  onClose: () => void;
}) {
  const [key, setKey] = useState(tag?.key ?? '');
  const [value, setValue] = useState(tag?.value ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() !== '') onSave(key.trim(), value);
  };
  return (
    <li>
      <form
        className="row tag-form"
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      >
        {tag ? (
          <span className="tag-key clip">{tag.key}</span>
        ) : (
          <input
            className="input"
            aria-label={text.runPage.tagKey}
            placeholder={text.runPage.tagKey}
            value={key}
            // biome-ignore lint/a11y/noAutofocus: it takes the place of what was pressed to get here
            autoFocus
            onChange={(event) => setKey(event.target.value)}
          />
        )}
        <input
          className="input"
          aria-label={text.runPage.tagValue}
          placeholder={text.runPage.tagValue}
          value={value}
          dir="auto"
          // biome-ignore lint/a11y/noAutofocus: it takes the place of what was pressed to get here
          autoFocus={tag !== undefined}
          onChange={(event) => setValue(event.target.value)}
        />
        <IconButton icon={Check} type="submit" label={text.runPage.save} disabled={busy || key.trim() === ''} />
        <IconButton icon={X} label={text.common.cancel} onClick={onClose} />
      </form>
    </li>
  );
}
