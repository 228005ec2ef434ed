import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadModel } from '#jobs/runtimes/tfjs/load-model.ts';
import { loadTfjs } from '#jobs/runtimes/tfjs/load-tfjs.ts';
import { tfjsModel } from '#jobs/runtimes/tfjs/load-tfjs-model.ts';
import { prepareScorer } from '#jobs/runtimes/tfjs/prepare-scorer.ts';
import { openTable } from '#jobs/tabular/open-table.ts';
import { readRows } from '#jobs/tabular/read-rows.ts';
import { scoreRows } from '#jobs/tabular/score.ts';
import { writeFlights } from '#jobs/testing/flights-sample.ts';
import { type LocalTraining, sampleFile, sourceOf, trainLocally } from '#jobs/testing/local-training.ts';
import { flightsRecipe } from '#lib/example/flights-recipe.ts';
import type { TrainRecipeInput } from '#lib/queue/kinds/train.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'traza-train-test-'));
const train = path.join(dir, 'train.parquet');
const evaluation = path.join(dir, 'may.parquet');
const backend = 'tfjs-wasm';
let flights: LocalTraining;

beforeAll(async () => {
  await writeFlights(train, { where: "date < '2001-05-01'", rows: 30_000 });
  await writeFlights(evaluation, { where: "date between '2001-05-01' and '2001-05-31 23:59'", rows: 10_000 });
  flights = await trainLocally({
    recipe: { ...flightsRecipe, evaluation: { name: 'may' }, backend, epochs: 2, batchSize: 512, logEveryBatches: 20 },
    train,
    evaluation,
  });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const message = async (recipe: Partial<Omit<TrainRecipeInput, 'dataset'>>, file = train): Promise<string> => {
  const error = await trainLocally({ recipe: { ...flightsRecipe, backend, ...recipe }, train: file }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('training did not fail');
  return error.message;
};

test('learns which flights are late, and logs each N batches and each epoch', () => {
  const { result, points, params } = flights;
  expect(result.metrics['eval/auc']).toBeGreaterThan(0.6);
  expect(result.metrics['eval/log_loss']).toBeLessThan(0.46);
  expect(result.steps).toBe(2 * Math.ceil(30_000 / 512));
  const batches = points.filter(({ metrics }) => 'system/rows_per_s' in metrics);
  expect(batches.map(({ step }) => step)).toEqual([20, 40, 60, 80, 100]);
  for (const { metrics } of batches) {
    expect(metrics['train/loss']).toBeGreaterThan(0);
    expect(metrics['system/rss_mb']).toBeGreaterThan(50);
  }
  const epochs = points.filter(({ metrics }) => 'epoch' in metrics);
  expect(epochs.map(({ step, metrics }) => [step, metrics.epoch])).toEqual([
    [59, 1],
    [118, 2],
  ]);
  const names = ['train/loss', 'eval/loss', 'eval/auc', 'eval/log_loss', 'eval/brier', 'eval/accuracy', 'eval/f1'];
  expect(Object.keys(epochs[1]?.metrics ?? {})).toEqual([...names, 'epoch']);
  expect(params).toMatchObject({ task: 'binary', backend, rows: '30000', classes: 'not delay > 15, delay > 15' });
});

test('saves a model that gives the same bits when it is loaded, by the layers themselves and by our short cut', async () => {
  const { files, encoders } = flights.result;
  const signature = JSON.parse(files['signature.json'].toString());
  expect(signature).toMatchObject({
    task: 'binary',
    inputs: [
      { name: 'date', type: 'timestamp', nullable: false },
      { name: 'distance', type: 'number', nullable: false },
      { name: 'origin', type: 'text', nullable: true },
      { name: 'destination', type: 'text', nullable: true },
    ],
    outputs: [{ name: 'probability', type: 'float' }],
  });
  expect(JSON.parse(files['input_example.json'].toString()).data).toHaveLength(5);

  const table = await openTable({ source: await sourceOf(evaluation), scratchDir: dir });
  const model = await loadModel({ files, backend });
  const scorer = await prepareScorer({ table, model });
  const { tf } = await loadTfjs(backend);
  const { modelTopology, weightsManifest } = JSON.parse(files['model.json'].toString());
  const layers = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0].weights,
      weightData: new Uint8Array(files['weights.bin']).buffer,
    }),
  );
  const rows = 1_000;
  const batch = scorer.features.allocate(rows);
  const index = Uint32Array.from({ length: rows }, (_, i) => i);
  for await (const block of readRows({ table, columns: scorer.features.columns, to: rows })) {
    scorer.features.encode(block.columns, index, 0, rows, batch, 0, () => {});
  }
  const padded = batch.codes[0]?.length ?? 0;
  const output = layers.predictOnBatch([
    tf.tensor2d(batch.dense, [padded, 7]),
    ...batch.codes.map((codes) => tf.tensor2d(codes, [padded, 1], 'int32')),
  ]);
  const expected = (Array.isArray(output) ? output[0] : output)?.dataSync<'float32'>().subarray(0, rows);
  for await (const block of scoreRows({ prepared: await tfjsModel(model).prepare({ table }), to: rows })) {
    expect(block.values).toEqual([expected]);
  }
  expect(encoders.target.shares?.[1]).toBeCloseTo(0.2, 1);
  table.close();
});

test('tells several classes of penguins apart, with missing values, from a share held out', async () => {
  const { result, log } = await trainLocally({
    recipe: {
      holdout: 0.3,
      target: { column: 'Species' },
      features: [
        ...['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'].map((column) => ({
          column,
          encoder: { kind: 'standardize' as const },
        })),
        { column: 'Sex', encoder: { kind: 'one-hot' } },
        { column: 'Island', encoder: { kind: 'one-hot' } },
      ],
      layers: [16],
      optimizer: { learningRate: 0.02 },
      batchSize: 16,
      epochs: 15,
      classWeights: 'balanced',
      dropout: 0.1,
      backend,
    },
    train: sampleFile('penguins.json'),
  });
  expect(result.encoders.task).toBe('multiclass');
  expect(result.encoders.target.classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
  expect(result.metrics['eval/accuracy']).toBeGreaterThan(0.93);
  expect(result.metrics['eval/macro_f1']).toBeGreaterThan(0.9);
  expect(result.encoders.features[0]?.encoder).toMatchObject({ kind: 'standardize', nulls: true });
  expect(result.encoders.features[4]?.encoder).toMatchObject({ kind: 'one-hot', nulls: true });
  expect(log.join('\n')).toContain('Beak Length (mm): 2 training rows have no value');
});

test('learns a number in its own unit: the warmest hour of a day in Seattle', async () => {
  const { result } = await trainLocally({
    recipe: {
      holdout: 0.25,
      target: { column: 'temp_max' },
      features: [
        { column: 'date', extract: 'dayofyear', encoder: { kind: 'cyclic', harmonics: 2 } },
        { column: 'wind', encoder: { kind: 'standardize' } },
        { column: 'precipitation', encoder: { kind: 'standardize' } },
        { column: 'weather', encoder: { kind: 'one-hot' } },
      ],
      layers: [32],
      optimizer: { learningRate: 0.01 },
      batchSize: 32,
      epochs: 20,
      earlyStopping: { metric: 'eval/rmse', patience: 4 },
      backend,
    },
    train: sampleFile('seattle-weather.csv'),
  });
  expect(result.encoders.task).toBe('regression');
  expect(result.metrics['eval/r2']).toBeGreaterThan(0.7);
  expect(result.metrics['eval/rmse']).toBeLessThan(4);
  const model = await loadModel({ files: result.files, backend });
  const table = await openTable({ source: await sourceOf(sampleFile('seattle-weather.csv')), scratchDir: dir });
  let warmest = Number.NEGATIVE_INFINITY;
  for await (const block of scoreRows({ prepared: await tfjsModel(model).prepare({ table }) })) {
    for (const value of block.values[0] as Float32Array) warmest = Math.max(warmest, value);
  }
  table.close();
  expect(warmest).toBeGreaterThan(22);
  expect(warmest).toBeLessThan(40);
});

test('finds the line of a linear regression and the boundary of a logistic one', async () => {
  const file = path.join(dir, 'line.csv');
  const rows = Array.from({ length: 225 }, (_, i) => {
    const [x, z] = [(i % 15) - 7, Math.floor(i / 15) - 7];
    return `${x},${z},${3 * x - 2 * z + 7},${x + z > 0 ? 'above' : 'below'}`;
  });
  writeFileSync(file, `x,z,y,side\n${rows.join('\n')}\n`);
  const features = ['x', 'z'].map((column) => ({ column, encoder: { kind: 'standardize' as const } }));
  const common = {
    features,
    layers: [],
    batchSize: 20,
    epochs: 30,
    optimizer: { learningRate: 0.05 },
    backend,
  } satisfies Partial<TrainRecipeInput>;
  const linear = await trainLocally({ recipe: { ...common, holdout: 0.2, target: { column: 'y' } }, train: file });
  expect(linear.result.metrics['eval/r2']).toBeGreaterThan(0.999);
  expect(linear.result.files['weights.bin'].length).toBe(4 * (2 + 1 + 2));
  const logistic = await trainLocally({
    recipe: { ...common, holdout: 0.2, target: { column: 'side', positive: 'above' } },
    train: file,
  });
  expect(logistic.result.encoders.target.classes).toEqual(['below', 'above']);
  expect(logistic.result.metrics['eval/auc']).toBeGreaterThan(0.99);
  for (const loss of ['mae', 'huber'] as const) {
    const robust = await trainLocally({
      recipe: { ...common, holdout: 0.2, loss, target: { column: 'y' } },
      train: file,
    });
    expect(robust.result.metrics['eval/r2'], loss).toBeGreaterThan(0.99);
  }
});

test('stops early and keeps the best weights', async () => {
  const { result, log } = await trainLocally({
    recipe: {
      ...flightsRecipe,
      backend,
      evaluation: { name: 'may' },
      batchSize: 256,
      epochs: 12,
      optimizer: { learningRate: 0.02 },
      earlyStopping: { metric: 'eval/loss', patience: 2 },
    },
    train: await writeFlights(path.join(dir, 'few.parquet'), { where: "date < '2001-05-01'", rows: 3_000 }),
    evaluation,
  });
  expect(result.epochs).toBeLessThan(12);
  expect(result.bestEpoch).toBe(result.epochs - 2);
  expect(log.join('\n')).toContain('eval/loss has not improved for 2 epochs');
});

test('says at which step the loss became NaN, and keeps the metrics so far', async () => {
  const kept = { points: [], log: [], params: {} } as Omit<LocalTraining, 'result'>;
  const failing = trainLocally({
    recipe: {
      ...flightsRecipe,
      backend,
      batchSize: 1_000,
      logEveryBatches: 1,
      optimizer: { kind: 'sgd', learningRate: 1e30 },
    },
    train,
    kept,
  });
  await expect(failing).rejects.toMatchObject({
    code: 'NAN_LOSS',
    message: expect.stringMatching(/at step [23] \(epoch 1\)/),
  });
  expect(kept.points[0]).toMatchObject({ step: 1, metrics: { 'train/loss': expect.any(Number) } });
});

test('refuses what does not fit the data before training, naming the field', async () => {
  const standardize = { kind: 'standardize' } as const;
  expect(
    await message({
      features: [
        { column: 'dep_time', encoder: standardize },
        { column: 'origin', encoder: standardize },
      ],
    }),
  ).toBe(
    'The recipe does not fit train.parquet: features.0.column: there is no column "dep_time"; ' +
      'features.1.encoder: "origin" is VARCHAR and standardize needs a number: use one-hot or embedding.',
  );
  expect(await message({ features: [{ column: 'date', encoder: standardize }] })).toContain(
    'say which part to extract',
  );
  expect(await message({ features: [{ column: 'distance', extract: 'hour', encoder: standardize }] })).toContain(
    'features.0.extract: "distance" is BIGINT, which has no hour',
  );
  expect(await message({ target: { column: 'late' } })).toContain('target.column: there is no column "late"');
  expect(await message({ target: { column: 'delay', rule: { op: '>', value: 1e6 } } })).toContain(
    'target.rule: delay > 1000000 holds for none of 30000 training rows: one of the two classes never occurs',
  );
  expect(await message({ target: { column: 'delay', rule: { op: '>', value: 'late' } } })).toContain(
    'does not compare',
  );
  expect(
    await message({
      task: 'multiclass',
      target: { column: 'date' },
      features: [{ column: 'distance', encoder: standardize }],
    }),
  ).toContain('too many for classes');
  expect(
    await message({
      task: 'binary',
      target: { column: 'origin' },
      features: [{ column: 'distance', encoder: standardize }],
    }),
  ).toContain('binary needs two classes');
  expect(await message({ classWeights: { late: 2 } })).toContain('classWeights.late: there is no class "late"');
});

test('refuses empty, constant and damaged data in words', async () => {
  const one = path.join(dir, 'one-class.csv');
  writeFileSync(one, `x,y\n${Array.from({ length: 20 }, (_, i) => `${i},late`).join('\n')}\n`);
  const x = [{ column: 'x', encoder: { kind: 'standardize' } }] as const;
  expect(await message({ task: 'binary', target: { column: 'y' }, features: [...x] }, one)).toContain(
    'target.column: "y" is "late" in every training row: another class never occurs',
  );
  const flat = path.join(dir, 'flat.csv');
  writeFileSync(flat, `x,y\n${Array.from({ length: 20 }, (_, i) => `${i},1.5`).join('\n')}\n`);
  expect(await message({ task: 'regression', target: { column: 'y' }, features: [...x] }, flat)).toContain(
    'nothing to learn',
  );
  const empty = await writeFlights(path.join(dir, 'empty.parquet'), { rows: 0 });
  expect(await message({}, empty)).toBe('empty.parquet has no rows.');
  const cut = await writeFlights(path.join(dir, 'cut.parquet'), { rows: 5_000 });
  const source = await sourceOf(cut);
  truncateSync(cut, 20_000);
  await expect(openTable({ source, scratchDir: dir })).rejects.toMatchObject({ code: 'BAD_FILE' });
});
