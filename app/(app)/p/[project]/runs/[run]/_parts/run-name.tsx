'use client';

import { Check, Pencil, X } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { RunDetail } from '#lib/runs/schema.ts';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast } from '#lib/ui/toast.tsx';
import { useChangeRun } from './use-change-run.ts';

/** The name of the run, changed where it stands. A name may be 8,000 characters of anything: it keeps to its line. */
export function RunName({ run }: { run: Pick<RunDetail, 'id' | 'name' | 'archived'> }) {
  const [draft, setDraft] = useState<string>();
  const opener = useRef<HTMLSpanElement>(null);
  const failed = useErrorToast();
  const close = () => {
    setDraft(undefined);
    // The pencil is drawn again first.
    requestAnimationFrame(() => opener.current?.querySelector('button')?.focus());
  };
  const change = useChangeRun(run.id, { onSuccess: close, onError: failed });
  useShortcut(run.archived ? undefined : 'r', text.runPage.rename, () => setDraft(run.name));
  if (draft === undefined)
    return (
      <span className="row run-name" ref={opener}>
        <bdi className="clip" title={run.name}>
          {run.name}
        </bdi>
        {run.archived ? null : (
          <IconButton icon={Pencil} size={13} label={text.runPage.rename} keys="r" onClick={() => setDraft(run.name)} />
        )}
      </span>
    );
  const save = (event: FormEvent) => {
    event.preventDefault();
    const name = draft.trim();
    if (name === '' || name === run.name) close();
    else change.mutate({ name });
  };
  return (
    <form className="row run-name" onSubmit={save}>
      <input
        className="input"
        aria-label={text.runPage.name}
        value={draft}
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: it takes the place of what was pressed to get here
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      />
      <IconButton icon={Check} type="submit" label={text.runPage.save} disabled={change.isPending} />
      <IconButton icon={X} label={text.common.cancel} onClick={close} />
    </form>
  );
}
