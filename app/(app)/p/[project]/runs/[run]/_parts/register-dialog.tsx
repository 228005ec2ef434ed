'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { modelPath } from '#app/_ui/run/thing-path.ts';
import type { ModelAnswer, ModelVersionDetail } from '#lib/models/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Input, Select } from '#lib/ui/field.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';

/** Makes the model a run has stored the next version of a registered one. */
export function RegisterDialog({ runId, folders, onClose }: { runId: string; folders: string[]; onClose: () => void }) {
  const api = useApi();
  const client = useQueryClient();
  const navigation = useNavigation();
  const toast = useToast();
  const [model, setModel] = useState('');
  const [folder, setFolder] = useState(folders[0] ?? 'model');
  const [alias, setAlias] = useState('');
  const models = useQuery({
    queryKey: ['model', {}],
    queryFn: async ({ signal }) => (await api<{ items: ModelAnswer[] }>('/models', { signal })).items,
  });
  const register = useMutation({
    mutationFn: () =>
      api<ModelVersionDetail>(`/models/${encodeURIComponent(model.trim())}/versions`, {
        method: 'POST',
        body: { runId, artifactPath: folder, aliases: alias.trim() ? [alias.trim()] : [] },
      }),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: ['run', runId] });
      void client.invalidateQueries({ queryKey: ['model'] });
      toast({
        tone: 'ok',
        title: text.run.registered(made.model, made.number),
        action: {
          label: text.run.openModel,
          onClick: () => navigation.go(navigation.href(modelPath({ name: made.model, number: made.number }))),
        },
      });
      onClose();
    },
  });
  const refused = register.error instanceof ApiError ? register.error : undefined;
  const aliasError = refused?.fields.find((field) => field.path.startsWith('aliases'))?.message;
  const shownInForm = refused && (refused.field('model') || refused.field('artifactPath') || aliasError);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    register.mutate();
  };
  return (
    <Dialog
      title={text.run.registerTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button
            look="primary"
            type="submit"
            form="register-form"
            busy={register.isPending}
            disabled={model.trim() === ''}
          >
            {text.run.registerAction}
          </Button>
        </>
      }
    >
      <form id="register-form" className="form" onSubmit={onSubmit}>
        <p className="mut">{text.run.registerLead}</p>
        <Input
          label={text.run.modelName}
          hint={text.run.modelNameHint}
          list="registered-models"
          autoComplete="off"
          autoFocus
          value={model}
          error={refused?.field('model')}
          onChange={(event) => setModel(event.target.value)}
        />
        <datalist id="registered-models">
          {models.data?.map((each) => (
            <option key={each.id} value={each.name} />
          ))}
        </datalist>
        {folders.length > 1 ? (
          <Select
            label={text.run.folder}
            value={folder}
            error={refused?.field('artifactPath')}
            options={folders.map((each) => ({ value: each, label: each }))}
            onChange={(event) => setFolder(event.target.value)}
          />
        ) : null}
        <Input
          label={text.run.alias}
          hint={text.run.aliasHint}
          value={alias}
          error={aliasError}
          onChange={(event) => setAlias(event.target.value)}
        />
        {register.error && !shownInForm ? <ErrorState error={register.error} title={text.run.notRegistered} /> : null}
      </form>
    </Dialog>
  );
}
