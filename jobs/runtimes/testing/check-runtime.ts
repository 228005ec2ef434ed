import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTable, type Table } from '#jobs/tabular/open-table.ts';
import { rowsStandAlone } from '#jobs/tabular/rows-stand-alone.ts';
import { type InvalidRow, scoreRows } from '#jobs/tabular/score.ts';
import { writeFlights } from '#jobs/testing/flights-sample.ts';
import { sourceOf } from '#jobs/testing/local-training.ts';
import { quoteText } from '#lib/datasets/duckdb/sql-quote.ts';
import type { Backend } from '#lib/queue/kinds/backends.ts';
import { environmentFingerprint } from '../fingerprint.ts';
import { loadModel } from '../load-model.ts';
import type { Model, PredictionValues, PreparedModel } from '../runtime.ts';

export interface RuntimeUnderTest {
  backend: Backend;
  /** The library that a recipe names, in the version that is to be found. */
  library: { name: string; version: string };
  /** Files of a model that reads the distance, origin and destination of flights, and needs a distance. */
  files: (flights: string) => Promise<Record<string, Buffer>>;
  /** A folder that is kept; one of the suite's own where it is left out. */
  cache?: string;
}

const rows = 20_000;

/** What every runtime promises, whatever library computes. */
export function checkRuntime({ backend, library: { name, version }, files, cache }: RuntimeUnderTest): void {
  const dir = mkdtempSync(path.join(tmpdir(), 'traza-runtime-'));
  const flights = path.join(dir, 'flights.parquet');
  const scratch = path.join(dir, 'scratch');
  const onDisk = new Map<string, string>();
  let model: Model;
  let table: Table;
  let prepared: PreparedModel;
  let whole: PredictionValues[];

  const load = (given: ReadonlyMap<string, string> = onDisk) => {
    mkdirSync(scratch, { recursive: true });
    return loadModel({
      files: given,
      signature: null,
      backend,
      scratchDir: scratch,
      cacheDir: cache ?? dir,
      log: () => {},
    });
  };
  const open = async (file: string) => openTable({ source: await sourceOf(file), scratchDir: dir });
  const score = async (with_: PreparedModel, from = 0, to = with_.table.rows) => {
    const columns: (number | bigint | string)[][] = with_.predictions.map(() => []);
    const invalid: InvalidRow[] = [];
    for await (const block of scoreRows({ prepared: with_, from, to })) {
      expect(block.values).toHaveLength(columns.length);
      for (const [index, values] of block.values.entries()) {
        expect(values).toHaveLength(block.count);
        for (const value of values) columns[index]?.push(value);
      }
      invalid.push(...block.invalid);
    }
    return { columns, invalid };
  };
  const derive = async (name: string, select: string) => {
    const file = path.join(dir, name);
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    const source = `read_parquet(${quoteText(flights)}, file_row_number = true)`;
    await connection.run(`copy (select ${select} from ${source}) to ${quoteText(file)} (format parquet)`);
    connection.closeSync();
    instance.closeSync();
    return open(file);
  };
  const first = async (with_: PreparedModel, from = 0, to = with_.table.rows) => {
    const { columns } = await score(with_, from, to);
    return columns;
  };

  beforeAll(async () => {
    await writeFlights(flights, { rows });
    for (const [name, bytes] of Object.entries(await files(flights))) {
      const file = path.join(dir, `blob-${onDisk.size}`);
      writeFileSync(file, bytes);
      onDisk.set(name, file);
    }
    model = await load();
    table = await open(flights);
    prepared = await model.prepare({ table });
    whole = (await first(prepared)) as unknown as PredictionValues[];
  }, 120_000);
  afterAll(async () => {
    await model?.dispose();
    table?.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const part = (from: number, to: number) => whole.map((values) => Array.from(values as string[]).slice(from, to));

  test('says what computes, in the version that is pinned', () => {
    expect(model.runtime.backend).toBe(backend);
    expect(model.runtime.versions).toMatchObject({ [name]: version });
    expect(environmentFingerprint(model.runtime)).toMatchObject({ backend, [name]: version });
  });

  test('gives every row a prediction, and not the same one', () => {
    expect(whole).toHaveLength(prepared.predictions.length);
    for (const values of whole) expect(values).toHaveLength(rows);
    expect(new Set(whole[0] as Float32Array).size).toBeGreaterThan(100);
  });

  test('a row has the same bits whatever mini-batch it is scored in', async () => {
    expect(await rowsStandAlone(prepared)).toBe(true);
    for (const [from, to] of [
      [0, 1],
      [1, 9],
      [500, 533],
      [16_319, 16_321],
      [3_000, 9_001],
    ] as const) {
      expect(await first(prepared, from, to)).toEqual(part(from, to));
    }
  });

  test('loaded again it gives the same bits, and one goes on when another is disposed of', async () => {
    const other = await load();
    expect(await first(await other.prepare({ table }), 0, 700)).toEqual(part(0, 700));
    await other.dispose();
    expect(await first(prepared, 0, 700)).toEqual(part(0, 700));
  });

  test('columns of other names are found by a mapping', async () => {
    const renamed = await derive(
      'renamed.parquet',
      'destination as "to", distance as miles, origin as "from here", date',
    );
    const mapping = { distance: 'miles', origin: 'from here', destination: 'to' };
    expect(await first(await model.prepare({ table: renamed, columns: mapping }), 0, 700)).toEqual(part(0, 700));
    await expect(model.prepare({ table: renamed })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      fields: expect.arrayContaining([
        { path: 'destination', message: expect.stringContaining('the model needs a column "destination"') },
      ]),
    });
    await expect(model.prepare({ table: renamed, columns: { ...mapping, distance: 'date' } })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      fields: [{ path: 'date', message: expect.stringContaining('is TIMESTAMP') }],
    });
    renamed.close();
  });

  test('numbers come the same from any type that holds them', async () => {
    const texts = await derive('texts.parquet', '* exclude (distance, file_row_number), distance::varchar as distance');
    expect(await first(await model.prepare({ table: texts }), 0, 700)).toEqual(part(0, 700));
    texts.close();
  });

  test('values it cannot take are reported with row and column, and change nothing beside them', async () => {
    const spoiled = await derive(
      'spoiled.parquet',
      `* exclude (distance, file_row_number), case file_row_number when 3 then null when 16400 then 'far' else distance::varchar end as distance`,
    );
    const { columns, invalid } = await score(await model.prepare({ table: spoiled }));
    expect(invalid).toEqual([
      { row: 3, column: 'distance', reason: expect.stringContaining('null') },
      { row: 16_400, column: 'distance', reason: 'not a number' },
    ]);
    for (const [index, values] of columns.entries()) {
      const expected = part(0, rows)[index] as string[];
      const others = (list: readonly unknown[]) => list.filter((_, row) => row !== 3 && row !== 16_400);
      expect(others(values)).toEqual(others(expected));
    }
    spoiled.close();
  });

  test('files that are no model are refused, and leave nothing behind', async () => {
    const before = readdirSync(scratch).length;
    for (const name of onDisk.keys()) {
      await expect(load(new Map([...onDisk].filter(([one]) => one !== name)))).rejects.toMatchObject({
        code: expect.stringMatching(/^(BAD_FILE|UNPROCESSABLE|UNAVAILABLE)$/),
      });
      const broken = path.join(dir, 'broken');
      writeFileSync(broken, 'no model');
      await expect(load(new Map([...onDisk, [name, broken]]))).rejects.toMatchObject({
        code: expect.stringMatching(/^(BAD_FILE|UNPROCESSABLE|UNAVAILABLE)$/),
      });
    }
    expect(readdirSync(scratch)).toHaveLength(before);
  });

  test('what it lays out is gone when it is disposed of', async () => {
    await model.dispose();
    expect(readdirSync(scratch)).toEqual([]);
    model = await load();
  });
}
