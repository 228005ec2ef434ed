'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ProjectAnswer } from '#lib/projects/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { Button } from '#lib/ui/button.tsx';
import { Dialog } from '#lib/ui/dialog.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Input } from '#lib/ui/field.tsx';
import { projectPath, useNavigation } from '#lib/ui/navigation.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';
import { slugOf } from './slug-of.ts';

/** Makes a project, or gives the one that is passed another name. */
export function ProjectDialog({ project, onClose }: { project?: ProjectAnswer; onClose: () => void }) {
  const api = useApi();
  const client = useQueryClient();
  const navigation = useNavigation();
  const toast = useToast();
  const [name, setName] = useState(project?.name ?? '');
  const [typedSlug, setTypedSlug] = useState<string>();
  const slug = typedSlug ?? slugOf(name);
  const save = useMutation({
    mutationFn: () =>
      project
        ? api<ProjectAnswer>(`/projects/${encodeURIComponent(project.slug)}`, { method: 'PATCH', body: { name } })
        : api<ProjectAnswer>('/projects', { method: 'POST', body: { slug, name } }),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['projects'] });
      onClose();
      if (project) toast({ tone: 'ok', title: text.runs.saved });
      else navigation.go(projectPath(saved.slug, '/'));
    },
  });
  const refused = save.error instanceof ApiError ? save.error : undefined;
  const elsewhere = save.error && !refused?.fields.some(({ path }) => path === 'slug' || path === 'name');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog
      title={project ? text.projects.renameTitle : text.projects.create}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button
            look="primary"
            type="submit"
            form="project-form"
            busy={save.isPending}
            disabled={name.trim() === '' || (!project && slug === '')}
          >
            {project ? text.runs.save : text.experiments.createAction}
          </Button>
        </>
      }
    >
      <form id="project-form" className="form" onSubmit={onSubmit}>
        <Input
          label={text.projects.name}
          value={name}
          maxLength={200}
          error={refused?.field('name')}
          data-first-focus
          onChange={(event) => setName(event.target.value)}
        />
        {project ? null : (
          <Input
            label={text.projects.slug}
            hint={text.projects.slugHint(slug || 'flights')}
            value={slug}
            error={refused?.field('slug')}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setTypedSlug(event.target.value)}
          />
        )}
        {elsewhere && save.error ? <ErrorState error={save.error} /> : null}
      </form>
    </Dialog>
  );
}
