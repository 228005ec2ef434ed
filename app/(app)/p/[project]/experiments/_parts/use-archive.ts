'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ExperimentAnswer } from '#lib/experiments/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';

/** Archives an experiment or restores it, says so, and offers the way back. */
export function useArchive(): (experiment: ExperimentAnswer) => void {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const onError = useErrorToast();
  const change = useMutation({
    mutationFn: ({ experiment, archived }: { experiment: ExperimentAnswer; archived: boolean; undone?: boolean }) =>
      api<ExperimentAnswer>(`/experiments/${experiment.id}`, { method: 'PATCH', body: { archived } }),
    onSuccess: (_, { experiment, archived, undone }) => {
      void client.invalidateQueries({ queryKey: ['experiment'] });
      if (undone) return;
      toast({
        tone: 'ok',
        title: archived ? text.experiments.archived(experiment.name) : text.experiments.restored(experiment.name),
        detail: archived ? text.experiments.archivedDetail : undefined,
        action: {
          label: text.experiments.undo,
          onClick: () => change.mutate({ experiment, archived: !archived, undone: true }),
        },
      });
    },
    onError,
  });
  return (experiment) => change.mutate({ experiment, archived: !experiment.archived });
}
