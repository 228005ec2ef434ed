'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ProjectAnswer } from '#lib/projects/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';

/** Deletes a project that holds nothing; the way back is to make it anew. */
export function useDeleteProject(): (project: ProjectAnswer) => void {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const onError = useErrorToast();
  const again = useMutation({
    mutationFn: ({ slug, name }: ProjectAnswer) =>
      api<ProjectAnswer>('/projects', { method: 'POST', body: { slug, name } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['projects'] }),
    onError,
  });
  const remove = useMutation({
    mutationFn: ({ slug }: ProjectAnswer) => api(`/projects/${encodeURIComponent(slug)}`, { method: 'DELETE' }),
    onSuccess: (_, project) => {
      void client.invalidateQueries({ queryKey: ['projects'] });
      toast({
        tone: 'ok',
        title: text.projects.removed(project.name),
        action: { label: text.experiments.undo, onClick: () => again.mutate(project) },
      });
    },
    onError,
  });
  return remove.mutate;
}
