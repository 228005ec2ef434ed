'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useRefetchOn } from '#app/_ui/run/use-refetch-on.ts';
import type { ProjectActivity, ProjectAnswer, ProjectStorage } from '#lib/projects/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button } from '#lib/ui/button.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { ListPage } from '#lib/ui/list-page.tsx';
import { projectPath, useNavigation } from '#lib/ui/navigation.tsx';
import { Page } from '#lib/ui/page.tsx';
import { DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { type ListedProject, projectColumns } from './project-columns.tsx';
import { ProjectDialog } from './project-dialog.tsx';
import { useDeleteProject } from './use-delete-project.ts';

/** All projects of this server: what goes on in each, what each takes, and a way to start one. */
export function Projects({ initial }: { initial: ProjectAnswer[] }) {
  const api = useApi();
  const { project: here } = useNavigation();
  const [dialog, setDialog] = useState<{ project?: ProjectAnswer }>();
  const [q, setQ] = useUrlState<string>('q', '');
  const projects = useQuery({
    queryKey: ['projects'],
    queryFn: async ({ signal }) => (await api<{ projects: ProjectAnswer[] }>('/projects', { signal })).projects,
    initialData: initial,
  });
  const activity = useQuery({
    queryKey: ['projects', 'activity'],
    queryFn: async ({ signal }) => (await api<{ items: ProjectActivity[] }>('/projects/activity', { signal })).items,
  });
  const storage = useQuery({
    queryKey: ['projects', 'storage'],
    queryFn: async ({ signal }) => (await api<{ items: ProjectStorage[] }>('/projects/storage', { signal })).items,
  });
  useRefetchOn('run', () => void activity.refetch({ cancelRefetch: false }), { everyMs: 10_000 });
  const remove = useDeleteProject();
  useShortcut('n', text.projects.create, () => setDialog({}));
  const rows = useMemo(() => {
    const active = new Map(activity.data?.map((one) => [one.slug, one]));
    const bytes = new Map(storage.data?.map((one) => [one.slug, one.bytes]));
    return projects.data
      .filter((one) => `${one.slug} ${one.name}`.toLowerCase().includes(q.toLowerCase()))
      .map(
        (one): ListedProject => ({
          ...one,
          here: one.slug === here,
          activity: active.get(one.slug),
          bytes: bytes.get(one.slug),
        }),
      );
  }, [projects.data, activity.data, storage.data, q, here]);
  const columns = useMemo(() => projectColumns({ edit: (project) => setDialog({ project }), remove }), [remove]);
  const broken = projects.error ?? activity.error ?? storage.error;
  return (
    <Page
      fill
      crumbs={[{ label: text.projects.title }]}
      actions={
        <Button look="primary" icon={Plus} keys="n" onClick={() => setDialog({})}>
          {text.projects.create}
        </Button>
      }
    >
      <ListPage
        search={{ label: text.projects.search, value: q, onChange: setQ }}
        count={text.projects.count(rows.length)}
        error={broken}
        onRetry={() => {
          for (const one of [projects, activity, storage]) void one.refetch();
        }}
      >
        <DataTable
          label={text.projects.title}
          rows={rows}
          columns={columns}
          rowId={(row) => row.slug}
          rowTo={(row) => projectPath(row.slug, '/')}
          keys
          initialSort={{ id: 'last', desc: true }}
          height="100%"
          empty={text.projects.noMatch(q)}
        />
      </ListPage>
      {dialog ? <ProjectDialog {...dialog} onClose={() => setDialog(undefined)} /> : null}
    </Page>
  );
}
