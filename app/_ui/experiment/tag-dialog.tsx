'use client';

import { useState } from 'react';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { Input } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';

/** Asks for a tag that many runs are to have. */
export function TagDialog({
  count,
  onTag,
  onClose,
}: {
  count: number;
  onTag: (key: string, value: string) => void;
  onClose: () => void;
}) {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  return (
    <Dialog
      title={text.runs.tagTitle(count)}
      onClose={onClose}
      footer={
        <>
          <span className="grow" />
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button look="primary" type="submit" form="tag-runs" disabled={key.trim() === ''}>
            {text.runs.tag}
          </Button>
        </>
      }
    >
      <form
        id="tag-runs"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onTag(key.trim(), value);
        }}
      >
        <Input
          label={text.runs.tagKey}
          data-first-focus
          required
          maxLength={250}
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
        <Input label={text.runs.tagValue} value={value} onChange={(event) => setValue(event.target.value)} />
      </form>
    </Dialog>
  );
}
