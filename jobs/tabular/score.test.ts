import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Model, PreparedModel } from '#jobs/runtimes/runtime.ts';
import { loadModel } from '#jobs/runtimes/tfjs/load-model.ts';
import { tfjsModel } from '#jobs/runtimes/tfjs/load-tfjs-model.ts';
import { writeFlights } from '#jobs/testing/flights-sample.ts';
import { sampleFile, sourceOf, trainLocally } from '#jobs/testing/local-training.ts';
import { hasTfjsNode } from '#jobs/testing/train-apart.ts';
import { quoteText } from '#lib/datasets/duckdb/sql-quote.ts';
import { flightsRecipe } from '#lib/example/flights-recipe.ts';
import { numericEnvironment } from '#lib/queue/kinds/numeric-environment.ts';
import { openTable } from './open-table.ts';
import { scoreRows } from './score.ts';
import { writePredictions } from './write-predictions.ts';

// Read by libtensorflow when it loads, which is later than this.
Object.assign(process.env, numericEnvironment());
// Native where it is there: its matrix products are the ones that treat left-over rows differently.
const backend = hasTfjsNode() ? 'tfjs-node' : 'tfjs-wasm';
const dir = mkdtempSync(path.join(tmpdir(), 'traza-score-'));
const flights = path.join(dir, 'flights.parquet');
const rows = 20_000;
let model: Model;
let prepared: PreparedModel;

beforeAll(async () => {
  await writeFlights(flights, { rows });
  const recipe = { ...flightsRecipe, backend, epochs: 1, batchSize: 1_000 } as const;
  const { result } = await trainLocally({ recipe, train: flights });
  model = tfjsModel(await loadModel({ files: result.files, backend }));
  prepared = await open(flights);
});
afterAll(() => {
  prepared.table.close();
  rmSync(dir, { recursive: true, force: true });
});

async function open(file: string): Promise<PreparedModel> {
  const table = await openTable({ source: await sourceOf(file), scratchDir: dir });
  return model.prepare({ table });
}

async function score(given: PreparedModel, from = 0, to = given.table.rows) {
  const scores = new Float32Array(to - from);
  const invalid = [];
  for await (const block of scoreRows({ prepared: given, from, to })) {
    scores.set(block.values[0] as Float32Array, block.firstRow - from);
    invalid.push(...block.invalid);
  }
  return { scores, invalid };
}

async function query(sql: string) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Writes the rows of a query as CSV and opens them for scoring. */
async function csv(name: string, lines: string[]): Promise<PreparedModel> {
  const file = path.join(dir, name);
  writeFileSync(file, `date,distance,origin,destination\n${lines.join('\n')}\n`);
  return open(file);
}

test('a row has the same bits in every range it is scored in', async () => {
  const { scores } = await score(prepared);
  expect(new Set(scores).size).toBeGreaterThan(1_000);
  for (const [from, to] of [
    [0, 1],
    [1, 9],
    [500, 533],
    [16_000, 16_777],
    [16_319, 16_321],
    [19_999, 20_000],
  ] as const) {
    expect((await score(prepared, from, to)).scores).toEqual(scores.slice(from, to));
  }
});

test('CSV, JSON lines and several Parquet files give what one Parquet file gives', async () => {
  const { scores } = await score(prepared, 0, 3_000);
  const list = `select * exclude (file_row_number) from read_parquet(${quoteText(flights)}, file_row_number = true)`;
  const part = (from: number, to: number) => `${list} where file_row_number >= ${from} and file_row_number < ${to}`;
  const target = (name: string) => quoteText(path.join(dir, name));
  await query(`copy (${part(0, 3_000)}) to ${target('some.csv')}`);
  await query(`copy (${part(0, 3_000)}) to ${target('some.jsonl')} (format json)`);
  await query(`copy (${part(0, 700)}) to ${target('a.parquet')}`);
  await query(`copy (${part(700, 3_000)}) to ${target('b.parquet')}`);
  for (const name of ['some.csv', 'some.jsonl']) {
    const other = await open(path.join(dir, name));
    expect((await score(other)).scores, name).toEqual(scores);
    expect((await score(other, 900, 1_000)).scores, name).toEqual(scores.slice(900, 1_000));
    other.table.close();
  }
  const source = await sourceOf(path.join(dir, 'a.parquet'));
  const table = await openTable({
    source: { ...source, files: [...source.files, path.join(dir, 'b.parquet')] },
    scratchDir: dir,
  });
  const both = await model.prepare({ table });
  expect(table.rows).toBe(3_000);
  expect((await score(both, 600, 800)).scores).toEqual(scores.slice(600, 800));
  table.close();
});

test('categories that training never saw are scored; values no encoder takes are reported with their row', async () => {
  const given = await csv('odd.csv', [
    '2001-02-01 10:00:00,800,ABQ,DFW',
    '2001-02-01 10:00:00,800,XYZ,DFW',
    '2001-02-01 10:00:00,800,,DFW',
    '2001-02-01 10:00:00,far,ABQ,DFW',
    '2001-02-01 10:00:00,,ABQ,DFW',
    'tomorrow,,ABQ,DFW',
    '2001-02-01 10:00:00,800,ABQ,DFW',
  ]);
  const { scores, invalid } = await score(given);
  expect(invalid).toEqual([
    { row: 3, column: 'distance', reason: 'not a number' },
    { row: 4, column: 'distance', reason: 'null, and training saw none in this column' },
    { row: 5, column: 'date', reason: 'no date or time' },
  ]);
  expect(scores[1]).not.toBe(scores[0]);
  // Training saw no empty origin: both codes are neutral.
  expect(scores[2]).toBe(scores[1]);
  expect(scores[6]).toBe(scores[0]);
  given.table.close();
});

test('a table without the columns of the model is refused with what it has', async () => {
  const file = path.join(dir, 'other.csv');
  writeFileSync(file, 'date,distance,origin\n5,7,ABQ\n');
  await expect(open(file)).rejects.toMatchObject({
    code: 'UNPROCESSABLE',
    message: expect.stringContaining('the model needs a column "destination" (VARCHAR)'),
    fields: expect.arrayContaining([{ path: 'date', message: 'is BIGINT; the model was trained on TIMESTAMP' }]),
    hint: expect.stringContaining('distance (BIGINT)'),
  });
});

test('predictions are written as one row group, in equal bytes whatever was written before', async () => {
  const file = path.join(dir, 'part.parquet');
  const digest = () => createHash('sha256').update(readFileSync(file)).digest('hex');
  const written = await writePredictions({ prepared, from: 5_000, to: 15_000, file });
  const one = digest();
  await writePredictions({ prepared, from: 0, to: 100, file });
  await writePredictions({ prepared, from: 5_000, to: 15_000, file });
  expect(digest()).toBe(one);
  const fresh = await open(flights);
  await writePredictions({ prepared: fresh, from: 5_000, to: 15_000, file });
  fresh.table.close();
  expect(digest()).toBe(one);

  expect(written).toMatchObject({ rows: 10_000, invalid: { count: 0 }, size: readFileSync(file).length });
  expect(written.columns).toEqual([
    { name: 'row_number', type: 'BIGINT' },
    { name: 'probability', type: 'FLOAT' },
  ]);
  expect(written.histogram.reduce((a, b) => a + b, 0)).toBe(10_000);
  const groups = await query(`select count(distinct row_group_id)::int from parquet_metadata(${quoteText(file)})`);
  expect(groups).toEqual([[1]]);
  const { scores } = await score(prepared, 5_000, 5_003);
  const read = await query(`select row_number::int, probability from read_parquet(${quoteText(file)}) limit 3`);
  expect(read).toEqual([...scores].map((value, index) => [5_000 + index, value]));
  expect(written.scores?.min).toBeGreaterThan(0);
  expect((written.scores?.sum ?? 0) / 10_000).toBeGreaterThan(0.05);
});

test('invalid rows are left out of the file and counted; id columns go beside the right prediction', async () => {
  const given = await csv('ids.csv', [
    '2001-02-01 10:00:00,800,ABQ,DFW',
    '2001-02-01 10:00:00,far,XXX,DFW',
    '2001-02-01 23:00:00,800,PHX,LAX',
    '2001-02-01 23:00:00,,YYY,LAX',
  ]);
  const file = path.join(dir, 'ids.parquet');
  const written = await writePredictions({ prepared: given, from: 0, to: 4, file, idColumns: ['origin'] });
  expect(written).toMatchObject({
    rows: 2,
    invalid: {
      count: 2,
      reasons: { 'distance: not a number': 1, 'distance: null, and training saw none in this column': 1 },
      sample: [{ row: 1 }, { row: 3 }],
    },
  });
  const { scores } = await score(given);
  const read = await query(`select * from read_parquet(${quoteText(file)})`);
  expect(read).toEqual([
    ['ABQ', scores[0]],
    ['PHX', scores[2]],
  ]);
  await expect(
    writePredictions({ prepared: given, from: 0, to: 4, file, idColumns: ['flight'] }),
  ).rejects.toMatchObject({
    fields: [{ path: 'idColumns.0', message: 'there is no column "flight"' }],
  });
  given.table.close();
});

test('several classes are written as the answer and a probability for each', async () => {
  const { result } = await trainLocally({
    recipe: {
      target: { column: 'Species' },
      features: [
        { column: 'Beak Length (mm)', encoder: { kind: 'standardize' } },
        { column: 'Island', encoder: { kind: 'one-hot' } },
      ],
      layers: [8],
      epochs: 5,
      batchSize: 32,
      backend,
    },
    train: sampleFile('penguins.json'),
  });
  const penguins = tfjsModel(await loadModel({ files: result.files, backend }));
  const table = await openTable({ source: await sourceOf(sampleFile('penguins.json')), scratchDir: dir });
  const file = path.join(dir, 'penguins.parquet');
  const written = await writePredictions({
    prepared: await penguins.prepare({ table }),
    from: 0,
    to: table.rows,
    file,
  });
  table.close();
  expect(written.columns.map((column) => column.name)).toEqual([
    'row_number',
    'prediction',
    'probability_Adelie',
    'probability_Chinstrap',
    'probability_Gentoo',
  ]);
  expect(written.histogram.reduce((a, b) => a + b, 0)).toBe(344);
  const wrong = await query(
    `select count(*)::int from read_parquet(${quoteText(file)})
     where abs(probability_Adelie + probability_Chinstrap + probability_Gentoo - 1) > 1e-5
        or prediction <> case greatest(probability_Adelie, probability_Chinstrap, probability_Gentoo)
             when probability_Adelie then 'Adelie' when probability_Chinstrap then 'Chinstrap' else 'Gentoo' end`,
  );
  expect(wrong).toEqual([[0]]);
});
