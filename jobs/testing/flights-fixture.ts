import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadTfjs } from '#jobs/runtimes/tfjs/load-tfjs.ts';
import { modelSignature } from '#jobs/runtimes/tfjs/model-signature.ts';
import { saveModel } from '#jobs/runtimes/tfjs/save-model.ts';
import type { Encoders } from '#jobs/tabular/encoders.ts';
import { openTable } from '#jobs/tabular/open-table.ts';
import { prepareFeatures } from '#jobs/tabular/prepare-features.ts';
import { buildModel } from '#jobs/train/build-model.ts';
import { saveArtifact } from '#lib/artifacts/save-artifact.ts';
import type { Ctx } from '#lib/context.ts';
import { publishVersion } from '#lib/datasets/publish-version.ts';
import { registerModel } from '#lib/models/register-model.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { projectRoot } from '#lib/server/project-root.ts';

const flights = path.join(projectRoot, 'node_modules/vega-datasets/data/flights-3m.parquet');

const columns = [
  { name: 'date', type: 'TIMESTAMP' },
  { name: 'delay', type: 'SMALLINT' },
  { name: 'distance', type: 'SMALLINT' },
  { name: 'origin', type: 'VARCHAR' },
  { name: 'destination', type: 'VARCHAR' },
];

/**
 * Publishes the first rows of the real flights as a dataset of the project, and registers an untrained model of the
 * example's shape for them: what batch jobs cost and what they write does not depend on what was learnt.
 */
export async function flightsFixture(
  ctx: Ctx,
  {
    rows,
    spoil = 0,
    times = 1,
  }: { rows?: number /** Rows at the end that get no distance. */; spoil?: number; times?: number },
) {
  const dir = await mkdtemp(path.join(tmpdir(), 'traza-flights-'));
  try {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const db = await instance.connect();
    const file = path.join(dir, 'flights.parquet');
    const all =
      times === 1 ? `read_parquet('${flights}')` : `(select f.* from range(${times}) t, read_parquet('${flights}') f)`;
    const some = rows === undefined ? '' : ` limit ${rows}`;
    const distance =
      spoil > 0
        ? `case when row_number() over () > ${(rows ?? 0) - spoil} then null else distance end as distance`
        : 'distance';
    if (rows === undefined && times === 1 && spoil === 0)
      await db.run(`copy (from read_parquet('${flights}')) to '${file}' (format parquet, compression zstd)`);
    else
      await db.run(
        `copy (select date, delay, ${distance}, origin, destination from (select * from ${all}${some})) to '${file}' (format parquet, compression zstd)`,
      );
    const counted = await db.runAndReadAll(`select count(*)::double from read_parquet('${file}')`);
    const described = await db.runAndReadAll(`describe select * from read_parquet('${file}')`);
    const types = new Map(described.getRows().map((row) => [String(row[0]), String(row[1])]));
    const airports = async (column: string) =>
      (await db.runAndReadAll(`select distinct ${column} from read_parquet('${flights}') order by 1`))
        .getRows()
        .map((row) => String(row[0]));
    const [origins, destinations] = [await airports('origin'), await airports('destination')];
    db.closeSync();
    instance.closeSync();

    const stored = await ctx.blobs.put(createReadStream(file));
    const rowCount = Number(counted.getRows()[0]?.[0]);
    const dataset = await publishVersion({
      ctx,
      input: {
        dataset: 'flights',
        kind: 'import',
        format: 'parquet',
        readOptions: {},
        files: [{ path: 'flights.parquet', size: stored.size, sha256: stored.digest, rowCount }],
        columns: columns.map((column) => ({ name: column.name, type: types.get(column.name) ?? column.type })),
        rowCount,
        source: { type: 'test' },
      },
    });

    const encoders: Encoders = {
      version: 1,
      task: 'binary',
      features: [
        {
          name: 'hour',
          column: 'date',
          type: types.get('date') ?? '',
          extract: 'hour',
          encoder: { kind: 'cyclic', period: 24, harmonics: 2, nulls: false },
        },
        {
          name: 'weekday',
          column: 'date',
          type: types.get('date') ?? '',
          extract: 'weekday',
          encoder: { kind: 'cyclic', period: 7, harmonics: 1, nulls: false },
        },
        {
          name: 'distance',
          column: 'distance',
          type: types.get('distance') ?? '',
          encoder: { kind: 'standardize', mean: 730, std: 580, nulls: false },
        },
        { name: 'origin', column: 'origin', type: 'VARCHAR', encoder: { kind: 'embedding', values: origins, size: 8 } },
        {
          name: 'destination',
          column: 'destination',
          type: 'VARCHAR',
          encoder: { kind: 'embedding', values: destinations, size: 8 },
        },
      ],
      target: {
        column: 'delay',
        type: types.get('delay') ?? '',
        rule: { op: '>', value: 15 },
        classes: ['false', 'true'],
      },
    };
    const { tf } = await loadTfjs('tfjs-wasm');
    const table = await openTable({
      source: { files: [file], format: 'parquet', readOptions: {}, name: 'flights' },
      scratchDir: dir,
    });
    const features = await prepareFeatures({ table, features: encoders.features });
    const recipe = { layers: [64, 32], activation: 'relu' as const, dropout: 0, seed: 7 };
    const { saved } = buildModel({ tf, recipe, task: 'binary', target: encoders.target, features });
    const files = await saveModel({
      tf,
      model: saved,
      documents: { encoders, signature: modelSignature(encoders), inputExample: [] },
    });
    table.close();
    const { runId } = await createRun({ ctx, input: { name: 'trainer' } });
    for (const [name, body] of Object.entries(files))
      await saveArtifact({ ctx, input: { runId, path: `model/${name}`, body, deterministic: true } });
    const model = await registerModel({ ctx, input: { model: 'late', runId, aliases: ['champion'] } });
    return { dataset, rowCount, model };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
