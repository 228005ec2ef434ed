'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { DashboardScope } from '#lib/dashboards/schema.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Input, Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';

/** Asks for the name of a dashboard and, unless it has one, who sees it. `onSave` may throw. */
export function NameDialog({
  title,
  name: first,
  scope: firstScope,
  onSave,
  onClose,
}: {
  title: string;
  name: string;
  /** undefined: it stays as it is. */
  scope: DashboardScope | undefined;
  onSave: (name: string, scope: DashboardScope) => Promise<void>;
  onClose: () => void;
}) {
  const [name, setName] = useState(first);
  const [scope, setScope] = useState<DashboardScope>(firstScope ?? 'shared');
  const save = useMutation({ mutationFn: () => onSave(name.trim(), scope), onSuccess: onClose });
  const taken = save.error instanceof ApiError ? save.error.field('name') : undefined;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button look="primary" type="submit" form="board-form" busy={save.isPending} disabled={name.trim() === ''}>
            {text.panels.save}
          </Button>
        </>
      }
    >
      <form id="board-form" className="form" onSubmit={onSubmit}>
        <Input
          label={text.panels.name}
          value={name}
          maxLength={100}
          error={taken}
          data-first-focus
          onChange={(event) => setName(event.target.value)}
        />
        {firstScope ? (
          <Select
            label={text.panels.scope}
            value={scope}
            options={[
              { value: 'shared', label: text.panels.shared },
              { value: 'private', label: text.panels.own },
            ]}
            onChange={(event) => setScope(event.target.value === 'shared' ? 'shared' : 'private')}
          />
        ) : null}
        {save.error && taken === undefined ? <ErrorState error={save.error} /> : null}
      </form>
    </Dialog>
  );
}
