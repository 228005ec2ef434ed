import { expect, test } from 'vitest';
import { createExperiment } from '../experiments/create-experiment.ts';
import { testDatabase } from '../testing/test-database.ts';
import { createLoggedModel } from './create-logged-model.ts';
import { createModel } from './create-model.ts';
import { createVersion } from './create-version.ts';

const t = await testDatabase();

test('a logged model that several register at once keeps a note of each version', async () => {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'models' } });
  const { modelId } = await createLoggedModel({ ctx, input: { experimentId, name: 'forest' } });
  const names = Array.from({ length: 8 }, (_, at) => `forest-${at}`);
  for (const name of names) await createModel({ ctx, input: { name } });
  await Promise.all(names.map((name) => createVersion({ ctx, input: { name, source: `models:/${modelId}` } })));
  const { value } = await ctx.db.loggedModelTag.findUniqueOrThrow({
    where: { modelId_key: { modelId, key: 'mlflow.modelVersions' } },
  });
  const noted: { name: string; version: number }[] = JSON.parse(value);
  expect(noted.map((one) => one.name).sort()).toEqual(names);
});
