'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ModelVersionDetail } from '#lib/models/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Select } from '#lib/ui/field.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useDatasets } from './use-datasets.ts';

/** Queues an evaluation of this version on the newest version of a dataset. */
export function EvaluateDialog({ version, onClose }: { version: ModelVersionDetail; onClose: () => void }) {
  const api = useApi();
  const { go, href } = useNavigation();
  const datasets = useDatasets();
  const [chosen, setChosen] = useState('');
  const dataset = chosen || (datasets.data?.[0] ?? '');
  const queue = useMutation({
    mutationFn: () =>
      api<{ runId: string }>('/jobs', {
        method: 'POST',
        body: {
          kind: 'evaluate',
          payload: { model: { name: version.model, version: version.number }, dataset: { name: dataset } },
        },
      }),
    onSuccess: ({ runId }) => go(href(`/runs/${runId}`)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    queue.mutate();
  };
  return (
    <Dialog
      title={text.models.evaluate.title}
      onClose={onClose}
      footer={
        <Button look="primary" type="submit" form="evaluate-form" busy={queue.isPending} disabled={dataset === ''}>
          {text.models.evaluate.start}
        </Button>
      }
    >
      <form id="evaluate-form" className="form" onSubmit={submit}>
        <Select
          label={text.models.evaluate.dataset}
          hint={text.models.evaluate.datasetHint}
          value={dataset}
          onChange={(event) => setChosen(event.target.value)}
          options={(datasets.data ?? []).map((one) => ({ value: one, label: one }))}
        />
        {queue.isError ? <ErrorState error={queue.error} /> : null}
      </form>
    </Dialog>
  );
}
