'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ModelVersionDetail } from '#lib/models/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Input, Select } from '#lib/ui/field.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useDatasets } from './use-datasets.ts';

/** Queues a batch job that scores a dataset with this version. */
export function PredictDialog({ version, onClose }: { version: ModelVersionDetail; onClose: () => void }) {
  const api = useApi();
  const { go, href } = useNavigation();
  const datasets = useDatasets();
  const [chosen, setChosen] = useState('');
  const [output, setOutput] = useState('');
  const [rows, setRows] = useState('100000');
  const dataset = chosen || (datasets.data?.[0] ?? '');
  const name = output || `${dataset}-predictions`;
  const queue = useMutation({
    mutationFn: () =>
      api<{ jobId: string }>('/jobs', {
        method: 'POST',
        body: {
          kind: 'batch-predict',
          payload: {
            model: { name: version.model, version: version.number },
            dataset: { name: dataset },
            output: name,
            rowsPerPartition: Number(rows),
          },
        },
      }),
    onSuccess: ({ jobId }) => go(href(`/jobs/${jobId}`)),
  });
  const fieldError = (path: string) => (queue.error instanceof ApiError ? queue.error.field(path) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    queue.mutate();
  };
  return (
    <Dialog
      title={text.models.predict.title}
      onClose={onClose}
      footer={
        <Button look="primary" type="submit" form="predict-form" busy={queue.isPending} disabled={dataset === ''}>
          {text.models.predict.start}
        </Button>
      }
    >
      <form id="predict-form" className="form" onSubmit={submit}>
        {datasets.data?.length === 0 ? <p className="mut">{text.models.predict.noDatasets}</p> : null}
        <Select
          label={text.models.predict.dataset}
          hint={text.models.predict.datasetHint}
          error={fieldError('payload.dataset')}
          value={dataset}
          onChange={(event) => setChosen(event.target.value)}
          options={(datasets.data ?? []).map((one) => ({ value: one, label: one }))}
        />
        <Input
          label={text.models.predict.output}
          hint={text.models.predict.outputHint}
          error={fieldError('payload.output')}
          value={name}
          onChange={(event) => setOutput(event.target.value)}
        />
        <Input
          label={text.models.predict.rows}
          inputMode="numeric"
          error={fieldError('payload.rowsPerPartition')}
          value={rows}
          onChange={(event) => setRows(event.target.value)}
        />
        {queue.isError ? <ErrorState error={queue.error} /> : null}
      </form>
    </Dialog>
  );
}
