import { expect, test } from 'vitest';
import { runClaimed } from '#jobs/testing/run-claimed.ts';
import { until } from '#jobs/testing/until.ts';
import type { Ctx } from '#lib/context.ts';
import { publishVersion } from '#lib/datasets/publish-version.ts';
import { storyNames, storySplits } from '#lib/example/flights-story.ts';
import { startExample } from '#lib/example/start-example.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { enqueueJob } from '#lib/queue/enqueue-job.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

const t = await testDatabase();

test('the example ranks its models by the AUC on May, and leaves an experiment as somebody has made it', async () => {
  const ctx = await t.newCtx();
  const first = await trainingStarted(ctx);
  const experiment = await t.db.experiment.findUniqueOrThrow({ where: { id: first.experimentId ?? 0 } });
  expect(experiment).toMatchObject({ name: storyNames.experiment, primaryMetric: 'eval/auc', metricDirection: 'max' });

  const other = await t.newCtx();
  const own = { name: storyNames.experiment, primaryMetric: 'eval/brier', metricDirection: 'min' };
  const { id } = await createExperiment({ ctx: other, input: own });
  expect((await trainingStarted(other)).experimentId).toBe(id);
  expect(await t.db.experiment.findUniqueOrThrow({ where: { id } })).toMatchObject(own);
});

/** Begins the story where the flights are there and split. @returns the run of the training that it queues */
async function trainingStarted(ctx: Ctx) {
  for (const dataset of [storyNames.train, storyNames.evaluate]) await publishFlights(ctx, dataset);
  const { jobId, runId } = await startExample({ ctx, input: {} });
  const done = await enqueueJob({ ctx, input: { kind: 'example', payload: {} } });
  await t.db.job.update({ where: { id: done.jobId }, data: { state: 'succeeded', finishedAt: new Date() } });
  await t.db.tag.createMany({
    data: ['import', ...storySplits.map((split) => `split.${split.name}`)].map((step) => ({
      runId,
      key: `step.${step}`,
      value: done.jobId,
    })),
  });
  const stopping = new AbortController();
  const running = runClaimed(ctx, jobId, { signal: stopping.signal });
  try {
    return await until('the training is queued', () =>
      t.db.run.findFirst({ where: { projectId: ctx.project.id, kind: 'train' } }),
    );
  } finally {
    stopping.abort();
    await running.catch(() => {});
  }
}

async function publishFlights(ctx: Ctx, dataset: string) {
  const stored = await ctx.blobs.put(Buffer.from('flights'));
  await publishVersion({
    ctx,
    input: {
      dataset,
      kind: 'split',
      format: 'parquet',
      readOptions: {},
      files: [{ path: 'flights.parquet', size: stored.size, sha256: stored.digest, rowCount: 1 }],
      columns: [
        { name: 'date', type: 'TIMESTAMP' },
        { name: 'delay', type: 'SMALLINT' },
        { name: 'distance', type: 'SMALLINT' },
        { name: 'origin', type: 'VARCHAR' },
        { name: 'destination', type: 'VARCHAR' },
      ],
      rowCount: 1,
      source: { type: 'test' },
    },
  });
}
