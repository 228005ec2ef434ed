import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LoadedModel, loadModel } from '#jobs/runtimes/tfjs/load-model.ts';
import { openTable, type Table } from '#jobs/tabular/open-table.ts';
import { writeFlights } from '#jobs/testing/flights-sample.ts';
import { sampleFile, sourceOf, trainLocally } from '#jobs/testing/local-training.ts';
import { flightsRecipe } from '#lib/example/flights-recipe.ts';
import { EvaluationReport } from '#lib/models/evaluation-report.ts';
import type { TrainRecipeInput } from '#lib/queue/kinds/train.ts';
import { evaluateModel } from './evaluate-model.ts';

const backend = 'tfjs-wasm';
const dir = mkdtempSync(path.join(tmpdir(), 'traza-evaluate-'));
const options = { threshold: 0.5, segmentValues: 5 };
let flights: Table;
let model: LoadedModel;

beforeAll(async () => {
  const file = await writeFlights(path.join(dir, 'flights.parquet'), { rows: 20_000 });
  model = await train({ ...flightsRecipe, epochs: 2, batchSize: 500 }, file);
  flights = await open(file);
});
afterAll(() => {
  flights.close();
  rmSync(dir, { recursive: true, force: true });
});

async function train(recipe: Omit<TrainRecipeInput, 'dataset'>, file: string): Promise<LoadedModel> {
  const { result } = await trainLocally({ recipe: { ...recipe, backend }, train: file });
  return loadModel({ files: result.files, backend });
}

async function open(file: string): Promise<Table> {
  return openTable({ source: await sourceOf(file), scratchDir: dir });
}

test('reports curves, calibration, confusion and segments of a binary model beside the shares in training', async () => {
  const report = await evaluateModel({ table: flights, model, options });
  expect(EvaluationReport.parse(report)).toEqual(report);
  expect(await evaluateModel({ table: flights, model, options })).toEqual(report);
  expect(report).toMatchObject({
    task: 'binary',
    rows: 20_000,
    skipped: { invalid: 0, unknownClass: 0, unlabelled: 0 },
  });
  expect(report.metrics.auc).toBeGreaterThan(0.6);
  expect(report.baseline).toMatchObject({ kind: 'prior', metrics: { auc: 0.5 } });
  expect(report.metrics.log_loss).toBeLessThan(report.baseline.metrics.log_loss ?? 0);
  const { confusion, positives, calibration, roc } = report.binary ?? {};
  expect((confusion?.tp ?? 0) + (confusion?.fn ?? 0)).toBe(positives);
  expect(calibration?.reduce((sum, bin) => sum + bin.rows, 0)).toBe(20_000);
  expect(roc?.at(-1)?.slice(0, 2)).toEqual([1, 1]);

  expect(report.segments.map((segment) => segment.column)).toEqual([
    'date.hour',
    'date.weekday',
    'origin',
    'destination',
  ]);
  for (const segment of report.segments) {
    expect(segment.values.reduce((sum, value) => sum + value.rows, 0)).toBe(20_000);
  }
  const origin = report.segments[2]?.values ?? [];
  expect(origin).toHaveLength(6);
  expect(origin[5]).toMatchObject({ value: null, others: true });
  expect(origin[0]?.rows).toBeGreaterThan(origin[1]?.rows ?? 0);
  expect(origin[0]?.metrics.auc).toBeGreaterThan(0.5);
});

test('compares with another model on the same rows', async () => {
  const features = [{ column: 'distance', encoder: { kind: 'standardize' } }] as const;
  const weak = await train(
    { ...flightsRecipe, features: [...features], layers: [], epochs: 1 },
    flights.files[0]?.path ?? '',
  );
  const report = await evaluateModel({ table: flights, model, baseline: { name: 'distance@1', model: weak }, options });
  expect(report.baseline).toMatchObject({ kind: 'model', name: 'distance@1' });
  expect(report.metrics.auc).toBeGreaterThan(report.baseline.metrics.auc ?? 1);
  expect(report.binary?.baseline?.roc.length).toBeGreaterThan(10);
});

test('segments that are asked for must be there', async () => {
  const asked = (segments: { column: string; extract?: 'hour' }[]) =>
    evaluateModel({ table: flights, model, options: { ...options, segments } });
  await expect(asked([{ column: 'carrier' }])).rejects.toMatchObject({
    fields: [{ path: 'segments.0.column', message: 'there is no column "carrier"' }],
  });
  await expect(
    asked([
      { column: 'origin', extract: 'hour' },
      { column: 'distance', extract: 'hour' },
    ]),
  ).rejects.toMatchObject({
    fields: [{ path: 'segments.1.extract', message: '"distance" is BIGINT, which has no hour' }],
  });
  const report = await asked([{ column: 'date', extract: 'hour' }]);
  const hours = report.segments[0]?.values.filter((value) => !value.others).map((value) => Number(value.value)) ?? [];
  expect(hours).toEqual(hours.toSorted((a, b) => a - b));
});

test('several classes: confusion by class; classes training never saw and rows without one are counted', async () => {
  const penguins = await train(
    {
      target: { column: 'Species' },
      features: [
        { column: 'Beak Length (mm)', encoder: { kind: 'standardize' } },
        { column: 'Flipper Length (mm)', encoder: { kind: 'standardize' } },
        { column: 'Island', encoder: { kind: 'one-hot' } },
      ],
      layers: [],
      epochs: 20,
      batchSize: 16,
      optimizer: { learningRate: 0.05 },
    },
    sampleFile('penguins.json'),
  );
  const file = path.join(dir, 'penguins.csv');
  writeFileSync(
    file,
    'Species,Beak Length (mm),Flipper Length (mm),Island\nAdelie,39,181,Torgersen\nGentoo,47,217,Biscoe\nEmperor,60,250,Biscoe\n,47,217,Biscoe\nGentoo,,217,Biscoe\n',
  );
  const table = await open(file);
  const report = await evaluateModel({ table, model: penguins, options });
  table.close();
  expect(report).toMatchObject({
    task: 'multiclass',
    rows: 3,
    skipped: { invalid: 0, unknownClass: 1, unlabelled: 1 },
  });
  expect(report.multiclass?.confusion).toEqual([
    [1, 0, 0],
    [0, 0, 0],
    [0, 0, 2],
  ]);
  expect(report.multiclass?.perClass[2]).toEqual({ class: 'Gentoo', rows: 2, precision: 1, recall: 1, f1: 1 });
  expect(report.metrics.log_loss).toBeLessThan(report.baseline.metrics.log_loss ?? 0);
});

test('a number: errors in their own unit, beside the mean', async () => {
  const file = sampleFile('seattle-weather.csv');
  const weather = await train(
    {
      target: { column: 'temp_max' },
      features: [
        { column: 'temp_min', encoder: { kind: 'standardize' } },
        { column: 'weather', encoder: { kind: 'one-hot' } },
      ],
      layers: [],
      epochs: 10,
      batchSize: 64,
      optimizer: { learningRate: 0.05 },
    },
    file,
  );
  const table = await open(file);
  const report = await evaluateModel({ table, model: weather, options });
  table.close();
  expect(EvaluationReport.parse(report)).toEqual(report);
  expect(report.metrics.r2).toBeGreaterThan(0.7);
  expect(report.baseline.kind).toBe('mean');
  expect(report.baseline.metrics.r2).toBeCloseTo(0, 3);
  expect(report.regression?.errors.counts.reduce((a, b) => a + b, 0)).toBe(1_461);
  const tenths = report.regression?.calibration ?? [];
  expect(tenths.reduce((sum, tenth) => sum + tenth.rows, 0)).toBe(1_461);
  for (const { meanPrediction, meanTruth } of tenths) expect(Math.abs(meanPrediction - meanTruth)).toBeLessThan(3);
  expect(report.segments[0]?.values.map((value) => value.value)).toContain('rain');
});

test('data without the target, or with none of it known, is refused', async () => {
  const file = path.join(dir, 'no-target.csv');
  writeFileSync(file, 'date,distance,origin,destination\n2001-01-01 10:00:00,5,ABQ,DFW\n');
  const table = await open(file);
  await expect(evaluateModel({ table, model, options })).rejects.toMatchObject({
    fields: [{ path: 'target.column', message: '"delay" is not in no-target.csv' }],
  });
  table.close();
});
