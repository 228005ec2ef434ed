'use client';

import { useMutation } from '@tanstack/react-query';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';

/** Asks before work is thrown away. */
export function CancelDialog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const api = useApi();
  const toast = useToast();
  const cancel = useMutation({
    mutationFn: () => api(`/jobs/${jobId}/cancel`, { method: 'POST' }),
    onSuccess: () => {
      toast({ title: text.run.cancelRequested });
      onClose();
    },
  });
  return (
    <Dialog
      title={text.run.cancelTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.run.keepRunning}</Button>
          <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {text.run.cancelAction}
          </Button>
        </>
      }
    >
      <p className="mut">{text.run.cancelLead}</p>
      {cancel.error ? <ErrorState error={cancel.error} /> : null}
    </Dialog>
  );
}
