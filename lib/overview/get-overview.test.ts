import { expect, test } from 'vitest';
import type { Ctx } from '../context.ts';
import { newId } from '../ids.ts';
import { searchEntities } from '../search/search-entities.ts';
import { testDatabase } from '../testing/test-database.ts';
import { getOverview } from './get-overview.ts';
import { getStorage } from './get-storage.ts';
import { Overview } from './schema.ts';

const { newCtx } = await testDatabase();

async function addRun(
  ctx: Ctx,
  more: {
    name: string;
    status: string;
    endedAt?: Date;
    archivedAt?: Date;
    job?: { state: string; kind?: string; error?: object };
  },
) {
  const { job, ...run } = more;
  const id = newId();
  await ctx.db.run.create({
    data: {
      id,
      projectId: ctx.project.id,
      kind: job?.kind ?? 'train',
      actor: 'test',
      ...run,
      ...(job
        ? {
            job: {
              create: {
                id: newId(),
                projectId: ctx.project.id,
                kind: job.kind ?? 'train',
                payload: {},
                state: job.state,
                error: job.error,
              },
            },
          }
        : {}),
    },
  });
  return id;
}

const digest = (letter: string) => letter.repeat(64);

test('an empty project has nothing, and says so in the shape of its schema', async () => {
  const ctx = await newCtx();
  const overview = Overview.parse(await getOverview({ ctx }));
  expect(overview.counts).toEqual({ experiments: 1, runs: 0, datasets: 0, predictions: 0, models: 0 });
  expect(overview.running.total + overview.waiting.total + overview.failed.total).toBe(0);
  expect(overview.example).toBeNull();
});

test('what runs, waits and failed is told apart, and another project sees none of it', async () => {
  const ctx = await newCtx();
  const other = await newCtx();
  const recently = new Date(ctx.now().getTime() - 3_600_000);
  const longAgo = new Date(ctx.now().getTime() - 3 * 86_400_000);
  await addRun(ctx, { name: 'busy', status: 'running', job: { state: 'running' } });
  await addRun(ctx, { name: 'patient', status: 'queued', job: { state: 'queued' } });
  await addRun(ctx, {
    name: 'broken',
    status: 'failed',
    endedAt: recently,
    job: { state: 'failed', error: { code: 'NAN_LOSS', message: 'The loss became NaN at step 120.' } },
  });
  await addRun(ctx, { name: 'logged by a client', status: 'failed', endedAt: recently });
  await addRun(ctx, { name: 'old news', status: 'failed', endedAt: longAgo });
  await addRun(ctx, { name: 'story', status: 'finished', job: { state: 'succeeded', kind: 'example' } });

  const overview = Overview.parse(await getOverview({ ctx }));
  expect(overview.running.items.map((job) => job.runName)).toEqual(['busy']);
  expect(overview.waiting.items.map((job) => [job.runName, job.wait?.code])).toEqual([['patient', 'no-worker']]);
  expect(overview.failed.total).toBe(2);
  expect(overview.failed.items.find((run) => run.name === 'broken')?.error?.code).toBe('NAN_LOSS');
  expect(overview.counts.runs).toBe(6);
  expect(overview.recent).toHaveLength(6);
  expect(overview.example?.state).toBe('succeeded');
  expect((await getOverview({ ctx: other })).counts.runs).toBe(0);
});

test('runs that clients log are running too, with what they said last, and the silent ones are told', async () => {
  const ctx = await newCtx();
  const experiment = await ctx.db.experiment.create({
    data: { projectId: ctx.project.id, name: 'late-arrival', primaryMetric: 'auc', metricDirection: 'max' },
  });
  const add = async (name: string, minutesAgo: number, more: { projectId?: string; archivedAt?: Date } = {}) => {
    const id = newId();
    await ctx.db.run.create({
      data: {
        id,
        projectId: ctx.project.id,
        experimentId: experiment.id,
        kind: 'external',
        status: 'running',
        actor: 'test',
        name,
        lastWordAt: new Date(ctx.now().getTime() - minutesAgo * 60_000),
        ...more,
      },
    });
    return id;
  };
  await add('silent', 40);
  const busy = await add('busy', 1);
  await add('put away', 1, { archivedAt: ctx.now() });
  const point = (key: string, last: number, lastStep: bigint) => ({
    key,
    last,
    lastStep,
    lastAt: 0n,
    firstStep: 0n,
    firstAt: 0n,
  });
  await ctx.db.metricSeries.createMany({
    data: [
      { runId: busy, ...point('auc', 0.7, 12n) },
      { runId: busy, ...point('loss', Number.POSITIVE_INFINITY, 40n) },
    ],
  });
  const { logged, counts } = Overview.parse(await getOverview({ ctx }));
  expect(counts.runs).toBe(2);
  expect(logged).toMatchObject({
    total: 2,
    items: [
      { name: 'busy', stalled: false, lastStep: 40, metric: { key: 'auc', last: 0.7 } },
      { name: 'silent', stalled: true, lastStep: null, metric: null, experiment: { name: 'late-arrival' } },
    ],
  });
  expect((await getOverview({ ctx: await newCtx() })).logged.total).toBe(0);
});

test('bytes that a model and a run share are counted once, under the model', async () => {
  const ctx = await newCtx();
  const runId = await addRun(ctx, { name: 'trained', status: 'finished' });
  const artifact = (path: string, of: string, size: bigint) => ({ runId, path, digest: of, size });
  await ctx.db.artifact.createMany({
    data: [
      artifact('model/weights.bin', digest('a'), 100n),
      artifact('report.json', digest('b'), 7n),
      artifact('copy.json', digest('b'), 7n),
    ],
  });
  await ctx.db.model.create({
    data: {
      id: newId(),
      projectId: ctx.project.id,
      name: 'late-arrival',
      versions: {
        create: {
          id: newId(),
          projectId: ctx.project.id,
          number: 1,
          runId,
          artifactPath: 'model',
          digest: digest('c'),
          flavor: 'tfjs',
          signature: {},
          files: { create: { path: 'weights.bin', size: 100n, digest: digest('a') } },
        },
      },
    },
  });
  const storage = await getStorage({ ctx });
  expect(storage.kinds).toEqual([
    { kind: 'model', files: 1, bytes: 100 },
    { kind: 'artifact', files: 1, bytes: 7 },
  ]);
  expect(storage.bytes).toBe(107);
  expect(storage.largest).toEqual([
    { kind: 'artifact', runId, name: 'trained', number: null, bytes: 114 },
    { kind: 'model', runId: null, name: 'late-arrival', number: 1, bytes: 100 },
  ]);
  expect(storage.database.reduce((sum, one) => sum + one.bytes, 0)).toBe(storage.databaseBytes);
  expect(storage.databaseBytes).toBeGreaterThan(0);
});

test('search finds by part of a name and by the beginning of an id, in this project alone', async () => {
  const ctx = await newCtx();
  const other = await newCtx();
  const id = await addRun(ctx, { name: 'Embed_64-32', status: 'finished' });
  await addRun(ctx, { name: 'plain', status: 'finished' });
  const names = async (of: Ctx, q: string) =>
    (await searchEntities({ ctx: of, input: { q } })).items.map((item) => item.name);
  expect(await names(ctx, 'embed')).toEqual(['Embed_64-32']);
  expect(await names(ctx, id.slice(0, 20))).toContain('Embed_64-32');
  expect(await names(ctx, '_')).toEqual(['Embed_64-32']);
  expect(await names(ctx, '%')).toEqual([]);
  expect(await names(other, 'embed')).toEqual([]);
});

test('search finds archived things last, and says that they are', async () => {
  const ctx = await newCtx();
  await addRun(ctx, { name: 'flights old', status: 'finished', archivedAt: ctx.now() });
  for (let index = 0; index < 4; index += 1) await addRun(ctx, { name: `flights ${index}`, status: 'finished' });
  await ctx.db.dataset.create({ data: { id: newId(), projectId: ctx.project.id, name: 'flights' } });
  const found = async () => (await searchEntities({ ctx, input: { q: 'flights' } })).items;
  expect((await found()).map(({ name, archived }) => [name, archived])).toEqual([
    ['flights 3', false],
    ['flights 2', false],
    ['flights 1', false],
    ['flights 0', false],
    ['flights', false],
    ['flights old', true],
  ]);
  await addRun(ctx, { name: 'flights 4', status: 'finished' });
  expect((await found()).some(({ archived }) => archived)).toBe(false);
});
