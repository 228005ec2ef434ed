'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ModelVersionDetail } from '#lib/models/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { Input } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';

/** Points an alias at this version. */
export function AliasDialog({ version, onClose }: { version: ModelVersionDetail; onClose: () => void }) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const [alias, setAlias] = useState('champion');
  const save = useMutation({
    mutationFn: () =>
      api(`/models/${encodeURIComponent(version.model)}/aliases/${encodeURIComponent(alias)}`, {
        method: 'PUT',
        body: { version: version.number },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['model'] });
      toast({ title: text.models.one.aliasSet(alias, version.number), tone: 'ok' });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      title={text.models.one.setAlias}
      onClose={onClose}
      footer={
        <Button look="primary" type="submit" form="alias-form" busy={save.isPending} disabled={alias === ''}>
          {text.models.one.setAlias}
        </Button>
      }
    >
      <form id="alias-form" className="form" onSubmit={submit}>
        <Input
          label={text.models.one.aliasLabel}
          hint={text.models.one.aliasHint}
          error={save.error?.message}
          value={alias}
          onChange={(event) => setAlias(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
