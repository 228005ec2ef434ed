import { expect, test } from 'vitest';
import { deleteDashboard } from '../dashboards/delete-dashboard.ts';
import { saveDashboard } from '../dashboards/save-dashboard.ts';
import { createExperiment } from '../experiments/create-experiment.ts';
import { listExperiments } from '../experiments/list-experiments.ts';
import { newId } from '../ids.ts';
import { testDatabase } from '../testing/test-database.ts';
import { createProject } from './create-project.ts';
import { deleteProject } from './delete-project.ts';
import { listProjectActivity } from './list-project-activity.ts';
import { listProjectStorage } from './list-project-storage.ts';
import { renameProject } from './rename-project.ts';
import { ProjectName } from './schema.ts';

const { newCtx } = await testDatabase();
const digest = (letter: string) => letter.repeat(64);

test('each project tells its own runs, days and bytes', async () => {
  const ctx = await newCtx('busy');
  await newCtx('idle');
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'one' } });
  const run = { projectId: ctx.project.id, experimentId, name: 'r', kind: 'external', actor: 'test' };
  const ids = [newId(), newId(), newId()] as const;
  const yesterday = new Date(ctx.now().getTime() - 86_400_000);
  await ctx.db.run.createMany({
    data: [
      { ...run, id: ids[0], status: 'running' },
      { ...run, id: ids[1], status: 'failed', createdAt: yesterday },
      { ...run, id: ids[2], status: 'finished', archivedAt: ctx.now() },
    ],
  });
  const file = { digest: digest('a'), size: 100n };
  await ctx.db.artifact.createMany({
    data: [
      { ...file, runId: ids[0], path: 'a' },
      { ...file, runId: ids[1], path: 'b' },
      { digest: digest('b'), size: 7n, runId: ids[1], path: 'c' },
    ],
  });
  const all = await listProjectActivity({ ctx });
  const busy = all.find((one) => one.slug === 'busy');
  expect(busy).toMatchObject({ experiments: 2, runs: 2, running: 1, failed: 1 });
  expect(busy?.days.slice(-3)).toEqual([0, 1, 1]);
  expect(all.find((one) => one.slug === 'idle')).toMatchObject({ experiments: 1, runs: 0, lastRunAt: null });
  const bytes = await listProjectStorage({ ctx });
  expect(bytes.find((one) => one.slug === 'busy')?.bytes).toBe(107);
  expect(bytes.find((one) => one.slug === 'idle')?.bytes).toBe(0);
});

test('a project gets another name, and is deleted only while it holds nothing', async () => {
  const ctx = await newCtx();
  await createProject({ ctx, input: { slug: 'short-lived' } });
  expect(await renameProject({ ctx, input: { slug: 'short-lived', name: 'For a while' } })).toMatchObject({
    slug: 'short-lived',
    name: 'For a while',
  });
  await createExperiment({ ctx, input: { name: 'kept' } });
  await expect(deleteProject({ ctx, input: { slug: ctx.project.slug } })).rejects.toMatchObject({ code: 'CONFLICT' });
  await deleteProject({ ctx, input: { slug: 'short-lived' } });
  expect((await listProjectActivity({ ctx })).map((one) => one.slug)).not.toContain('short-lived');
});

test('a project in whose first experiment somebody has made a dashboard is not deleted with it', async () => {
  const ctx = await newCtx();
  const { items } = await listExperiments({ ctx });
  const { id: dashboardId } = await saveDashboard({
    ctx,
    input: { experimentId: items[0]?.id ?? 0, name: 'mine', scope: 'private' },
  });
  await expect(deleteProject({ ctx, input: { slug: ctx.project.slug } })).rejects.toThrow('still holds dashboards');
  await deleteDashboard({ ctx, input: { dashboardId } });
  await deleteProject({ ctx, input: { slug: ctx.project.slug } });
});

test('the name of a project is one line', () => {
  expect(ProjectName.safeParse('a\nb').success).toBe(false);
  expect(ProjectName.parse(' Größe 1 ')).toBe('Größe 1');
});
