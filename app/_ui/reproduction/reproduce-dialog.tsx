'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Select } from '#lib/ui/field.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';

const most = 5;

/** Asks how many times, and starts the executions. The panel of the run shows how they come along. */
export function ReproduceDialog({ runId, onClose }: { runId: string; onClose: () => void }) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const [executions, setExecutions] = useState(1);
  const start = useMutation({
    mutationFn: () => api(`/runs/${runId}/reproductions`, { method: 'POST', body: { executions } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['reproduction'] });
      toast({ tone: 'ok', title: text.reproduction.started });
      onClose();
    },
  });
  const refused = start.error instanceof ApiError ? start.error.field('executions') : undefined;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <Dialog
      title={text.reproduction.dialogTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button look="primary" type="submit" form="reproduce-form" busy={start.isPending}>
            {text.reproduction.start}
          </Button>
        </>
      }
    >
      <form id="reproduce-form" className="form" onSubmit={onSubmit}>
        <p className="mut">{text.reproduction.dialogLead}</p>
        <Select
          label={text.reproduction.executions}
          hint={text.reproduction.executionsHint}
          error={refused}
          value={String(executions)}
          onChange={(event) => setExecutions(Number(event.target.value))}
          options={Array.from({ length: most }, (_, index) => ({ value: String(index + 1), label: String(index + 1) }))}
        />
        {start.error && !refused ? <ErrorState error={start.error} title={text.reproduction.notStarted} /> : null}
      </form>
    </Dialog>
  );
}
