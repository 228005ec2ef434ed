import { expect, test } from 'vitest';
import { saveFile } from '../artifacts/save-file.ts';
import { createExperiment } from '../experiments/create-experiment.ts';
import { createRun } from '../runs/create-run.ts';
import { logInputs } from '../runs/log-inputs.ts';
import { testDatabase } from '../testing/test-database.ts';
import { createLoggedModel } from './create-logged-model.ts';
import { describeLoggedModel } from './describe-logged-model.ts';

const t = await testDatabase();

test('a logged model tells its run, params, last measures, files and the runs that read it, in its project alone', async () => {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'models' } });
  const { runId } = await createRun({ ctx, input: { experimentId, name: 'maker' } });
  const reader = await createRun({ ctx, input: { experimentId, name: 'reader' } });
  const { modelId } = await createLoggedModel({
    ctx,
    input: {
      experimentId,
      name: 'echo',
      sourceRunId: runId,
      params: [{ key: 'depth', value: '3' }],
      tags: [{ key: 'stage', value: 'try' }],
    },
  });
  await logInputs({ ctx, input: { runId: reader.runId, datasets: [], models: [modelId] } });
  const point = { modelId, runId, key: 'acc', at: 0n };
  await ctx.db.loggedModelMetric.createMany({
    data: [
      { ...point, value: 0.5, step: 0n },
      { ...point, value: Number.NaN, step: 2n },
      { ...point, value: 0.9, step: 1n, datasetName: 'test', datasetDigest: 'd' },
    ],
  });
  const body = [new TextEncoder().encode('flavors: {}\n')];
  await saveFile({ ctx, input: { owner: { kind: 'logged-model', id: modelId }, path: 'MLmodel', body } });

  const model = await describeLoggedModel({ ctx, input: { modelId } });
  expect(model).toMatchObject({
    name: 'echo',
    status: 'PENDING',
    experiment: { id: experimentId, name: 'models' },
    sourceRun: { id: runId, name: 'maker', status: 'running' },
    params: { depth: '3' },
    tags: { stage: 'try' },
    usedBy: [{ id: reader.runId, name: 'reader' }],
    metrics: [
      { key: 'acc', value: 'NaN', step: 2, runId, dataset: null },
      { key: 'acc', value: 0.9, step: 1, runId, dataset: 'test' },
    ],
    versions: [],
    files: [{ path: 'MLmodel', size: 12 }],
  });
  const other = await t.newCtx();
  await expect(describeLoggedModel({ ctx: other, input: { modelId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
