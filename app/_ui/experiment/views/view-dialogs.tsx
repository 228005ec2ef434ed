'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Checkbox, Input, Select } from '#lib/ui/field.tsx';
import { formatAgo } from '#lib/ui/format.ts';
import { text } from '#lib/ui/text/text.ts';
import type { SavedView, ViewScope } from '#lib/views/schema.ts';

export interface NamedView {
  name: string;
  scope: ViewScope;
  isDefault: boolean;
}

/** Asks for the name of a view: of a new one, then also who sees it, or of the one given. `onSave` may throw. */
export function NameDialog({
  renamed,
  gone = false,
  onSave,
  onClose,
}: {
  renamed?: SavedView | undefined;
  /** The view it was a change of has been deleted. */
  gone?: boolean;
  onSave: (view: NamedView) => Promise<void>;
  onClose: () => void;
}) {
  const [name, setName] = useState(renamed?.name ?? '');
  const [scope, setScope] = useState<ViewScope>('private');
  const [isDefault, setDefault] = useState(false);
  const save = useMutation({
    mutationFn: () => onSave({ name: name.trim(), scope, isDefault }),
    onSuccess: onClose,
  });
  const taken = save.error instanceof ApiError ? save.error.field('name') : undefined;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      title={renamed ? text.views.renameTitle : text.views.saveTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button look="primary" type="submit" form="view-form" busy={save.isPending} disabled={name.trim() === ''}>
            {text.views.saveShort}
          </Button>
        </>
      }
    >
      <form id="view-form" className="form" onSubmit={onSubmit}>
        {gone ? <p>{text.views.gone}</p> : null}
        <Input
          label={text.views.name}
          hint={renamed ? undefined : text.views.saveHint}
          value={name}
          maxLength={100}
          error={taken}
          data-first-focus
          onChange={(event) => setName(event.target.value)}
        />
        {renamed ? null : (
          <>
            <Select
              label={text.views.scope}
              value={scope}
              options={[
                { value: 'private', label: text.views.own },
                { value: 'shared', label: text.views.shared },
              ]}
              onChange={(event) => setScope(event.target.value === 'shared' ? 'shared' : 'private')}
            />
            <Checkbox
              label={text.views.opensWith}
              checked={isDefault}
              onChange={(event) => setDefault(event.target.checked)}
            />
          </>
        )}
        {save.error && taken === undefined ? <ErrorState error={save.error} /> : null}
      </form>
    </Dialog>
  );
}

/** Says who saved another version of a view meanwhile, and asks what shall become of both. */
export function ConflictDialog({
  view,
  busy,
  onSaveAs,
  onOverwrite,
  onShow,
  onClose,
}: {
  /** As it is saved now. */
  view: SavedView;
  busy: boolean;
  onSaveAs: () => void;
  onOverwrite: () => void;
  onShow: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog
      title={text.views.conflictTitle(view.name)}
      onClose={onClose}
      footer={
        <>
          <Button look="ghost" onClick={onShow}>
            {text.views.loadTheirs}
          </Button>
          <span className="grow" />
          <Button look="danger" busy={busy} onClick={onOverwrite}>
            {text.views.overwrite}
          </Button>
          <Button look="primary" data-first-focus onClick={onSaveAs}>
            {text.views.saveAnother}
          </Button>
        </>
      }
    >
      <p>{text.views.conflict(view.updatedBy, formatAgo(Date.parse(view.updatedAt), Date.now()))}</p>
    </Dialog>
  );
}
