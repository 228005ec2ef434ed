import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { jsonRows } from '#lib/datasets/duckdb/json-cell.ts';
import { withDuckDb } from '#lib/datasets/duckdb/open-duckdb.ts';
import { quoteText } from '#lib/datasets/duckdb/sql-quote.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { Random } from '#lib/filter/testing/random.ts';
import { wireNumber } from '#lib/metrics/wire-number.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from '../create-run.ts';
import { randomRuns } from '../search/testing/random-runs.ts';
import type { ExportFormat } from '../table/schema.ts';
import { modelCell, modelOrder } from '../table/testing/model-table.ts';
import { seedModelRuns } from '../table/testing/seed-model-runs.ts';
import { exportRuns } from './export-runs.ts';

const t = await testDatabase();

type Input = Omit<Parameters<typeof exportRuns>[0]['input'], 'format'>;

async function exported(ctx: Ctx, format: ExportFormat, input: Input): Promise<Buffer> {
  const found = await exportRuns({ ctx, input: { ...input, format } });
  if (found.kind === 'bytes') return buffer(found.stream);
  const parts: string[] = [];
  for await (const part of found.parts) parts.push(part);
  return Buffer.from(parts.join(''));
}

async function readParquet(bytes: Buffer) {
  const file = path.join(t.dataDir, 'read-back.parquet');
  writeFileSync(file, bytes);
  return withDuckDb({ paths: [file] }, async (duck) => {
    const result = await duck.connection.run(`SELECT * FROM read_parquet(${quoteText(file)})`);
    return {
      names: result.columnNames(),
      types: result.columnTypes().map(String),
      rows: jsonRows(await result.getRows()),
    };
  });
}

test('a set leaves as JSON and as Parquet with all that its runs hold, in their order', async () => {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'one' } });
  const runs = randomRuns(new Random(3), 1_200, [experimentId]);
  await seedModelRuns(ctx, runs);
  const columns = [
    'id',
    'metric:loss',
    'metric:loss:min',
    'metric:loss:count',
    'param:opt',
    'tag:odd key',
    'user',
    'duration',
  ];
  const sort = [{ by: 'metric:loss', order: 'asc' as const }];
  const input = { experimentId, filter: 'kind = train', columns, sort };
  const expected = modelOrder(
    runs.filter((run) => run.kind === 'train' && !run.archived),
    sort,
  ).map((run) =>
    columns.map((name) => {
      const cell = modelCell(run, name);
      return typeof cell === 'number' ? wireNumber(cell + 0) : cell;
    }),
  );
  const json: Record<string, unknown>[] = JSON.parse((await exported(ctx, 'json', input)).toString());
  expect(json.map((row) => columns.map((name) => row[name]))).toEqual(expected);
  const parquet = await readParquet(await exported(ctx, 'parquet', input));
  expect(parquet.names).toEqual(columns);
  expect(parquet.types).toEqual(['VARCHAR', 'DOUBLE', 'DOUBLE', 'BIGINT', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'DOUBLE']);
  expect(parquet.rows).toEqual(expected);
  const csv = (await exported(ctx, 'csv', input)).toString();
  expect(csv.startsWith(`${columns.join(',')}\r\n`)).toBe(true);
});

test('names that differ in case alone, times and an empty set leave too', async () => {
  const ctx = await t.newCtx();
  const long = 'é'.repeat(6_000);
  await createRun({ ctx, input: { name: '=1+1', params: { lr: '-1', LR: long } } });
  const columns = ['name', 'created', 'param:lr', 'param:LR'];
  expect((await exported(ctx, 'csv', { columns })).toString()).toMatch(
    new RegExp(`\\r\\n'=1\\+1,2[^,]+Z,-1,${long}\\r\\n$`),
  );
  const parquet = await readParquet(await exported(ctx, 'parquet', { columns }));
  expect(parquet.names).toEqual(['name', 'created', 'param:lr', 'param:LR (2)']);
  expect(parquet.types[1]).toBe('TIMESTAMP WITH TIME ZONE');
  expect(parquet.rows).toMatchObject([['=1+1', expect.stringMatching(/^2\d{3}-.*Z$/), '-1', long]]);
  const numbered = ['param:lr', 'param:LR', 'param:LR (2)', 'param:lR', 'param:lr (3)', 'param:Lr (2)'];
  expect((await readParquet(await exported(ctx, 'parquet', { columns: numbered }))).names).toEqual([
    'param:lr',
    'param:LR (4)',
    'param:LR (2)',
    'param:lR (5)',
    'param:lr (3)',
    'param:Lr (2) (2)',
  ]);
  const none = { columns, filter: 'name = nobody' };
  expect(JSON.parse((await exported(ctx, 'json', none)).toString())).toEqual([]);
  expect((await exported(ctx, 'csv', none)).toString()).toBe(`${columns.join(',')}\r\n`);
  expect((await readParquet(await exported(ctx, 'parquet', none))).rows).toEqual([]);
});
