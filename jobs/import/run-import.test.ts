import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runClaimed } from '#jobs/testing/run-claimed.ts';
import type { Ctx } from '#lib/context.ts';
import { countRows } from '#lib/datasets/count-rows.ts';
import { createDataset } from '#lib/datasets/create-dataset.ts';
import { getDataset } from '#lib/datasets/get-dataset.ts';
import { getVersion } from '#lib/datasets/get-version.ts';
import { importDataset } from '#lib/datasets/import-dataset.ts';
import { listDatasets } from '#lib/datasets/list-datasets.ts';
import { manifestDigest } from '#lib/datasets/merkle.ts';
import { openVersionFile } from '#lib/datasets/open-version-file.ts';
import { previewRows } from '#lib/datasets/preview-rows.ts';
import { publishVersion } from '#lib/datasets/publish-version.ts';
import { splitDataset } from '#lib/datasets/split-dataset.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { sniffUpload, stageUpload } from '#lib/uploads/stage-upload.ts';
import { sweepStaged } from '#lib/uploads/sweep-staged.ts';

const database = await testDatabase();
process.env.TRAZA_DATA = database.dataDir;

function sample(name: string): Buffer {
  return readFileSync(path.join(projectRoot, 'node_modules/vega-datasets/data', name));
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function importBytes(
  ctx: Ctx,
  name: string,
  fileName: string,
  body: Buffer,
  more: { types?: Record<string, string>; nullTexts?: string[] } = {},
) {
  const upload = await stageUpload({ ctx, input: { name: fileName, body } });
  const { jobId } = await importDataset({ ctx, input: { name, uploadId: upload.id, ...more } });
  return { upload, jobId, ...(await runClaimed(ctx, jobId)) };
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

describe('import', () => {
  test('a CSV keeps its bytes, and every later read parses them the same way', async () => {
    const ctx = await database.newCtx();
    const bytes = sample('seattle-weather.csv');
    const { upload, runId } = await importBytes(ctx, 'weather', 'seattle-weather.csv', bytes);
    expect(upload.sniff).toMatchObject({ format: 'csv', rowCount: 1461, warnings: [] });
    const version = await getVersion({ ctx, input: { name: 'weather' } });
    expect(version).toMatchObject({
      dataset: 'weather',
      number: 1,
      kind: 'import',
      format: 'csv',
      rowCount: 1461,
      byteSize: bytes.length,
      runId,
      readOptions: { delimiter: ',', header: true, dateFormat: '%Y-%m-%d' },
      files: [{ path: 'seattle-weather.csv', size: bytes.length, digest: upload.digest, rowCount: 1461 }],
      source: { type: 'upload', file: 'seattle-weather.csv', sha256: upload.digest },
      parent: null,
      latest: 1,
    });
    expect(version.digest).toBe(
      manifestDigest([{ path: 'seattle-weather.csv', size: bytes.length, sha256: upload.digest }]),
    );
    expect(version.recipeDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(version.columns.map((column) => column.type)).toEqual([
      'DATE',
      'DOUBLE',
      'DOUBLE',
      'DOUBLE',
      'DOUBLE',
      'VARCHAR',
    ]);
    const weather = version.profile?.columns.find((column) => column.name === 'weather');
    expect(weather?.top?.[0]).toEqual({ value: 'rain', count: 641 });

    const page = await previewRows({ ctx, input: { name: 'weather', offset: 1459, limit: 50 } });
    expect(page.total).toBe(1461);
    expect(page.rows).toEqual([
      ['2015-12-30', 0, 5.6, -1, 3.4, 'sun'],
      ['2015-12-31', 0, 5.6, -2.1, 3.5, 'sun'],
    ]);
    expect(await countRows({ ctx, input: { name: 'weather', where: "weather = 'rain'" } })).toEqual({
      matching: 641,
      total: 1461,
    });
    const file = await openVersionFile({ ctx, input: { name: 'weather', path: 'seattle-weather.csv' } });
    expect((await readAll(await file.open({ start: 0, end: file.size }))).equals(bytes)).toBe(true);
    expect(
      await failure(openVersionFile({ ctx, input: { name: 'weather', path: '../seattle-weather.csv' } })),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('JSON lines and a JSON array, with missing values', async () => {
    const ctx = await database.newCtx();
    await importBytes(ctx, 'penguins', 'penguins.json', sample('penguins.json'));
    const version = await getVersion({ ctx, input: { name: 'penguins' } });
    expect(version).toMatchObject({ format: 'json', rowCount: 344 });
    const beak = version.profile?.columns.find((column) => column.name === 'Beak Length (mm)');
    expect(beak).toMatchObject({
      family: 'number',
      nulls: 2,
      count: 342,
      distinct: 164,
      distinctApproximate: false,
      min: 32.1,
      max: 59.6,
    });
    const lines = '{"a": 1, "b": "x"}\n{"a": -3, "b": null}\n{"b": "y", "a": 9007199254740993}\n';
    await importBytes(ctx, 'lines', 'lines.jsonl', Buffer.from(lines));
    const page = await previewRows({ ctx, input: { name: 'lines', offset: 0, limit: 10 } });
    expect(page.columns).toEqual([
      { name: 'a', type: 'BIGINT' },
      { name: 'b', type: 'VARCHAR' },
    ]);
    expect(page.rows).toEqual([
      [1, 'x'],
      [-3, null],
      ['9007199254740993', 'y'],
    ]);
  });

  test('choices change how the bytes are read: the same bytes are then another version', async () => {
    const ctx = await database.newCtx();
    const csv = Buffer.from('id,score\n1,2.5\n2,NA\n3,4\n');
    const { upload } = await importBytes(ctx, 'choices', 'choices.csv', csv);
    expect(upload.sniff.columns[1]).toEqual({ name: 'score', type: 'VARCHAR' });
    expect(upload.sniff.warnings).toEqual([expect.stringContaining('"score" is text, and would be DOUBLE')]);
    const other = await sniffUpload({
      ctx,
      input: { uploadId: upload.id, nullTexts: ['NA'], types: { id: 'VARCHAR' } },
    });
    expect(other.sniff).toMatchObject({
      columns: [
        { name: 'id', type: 'VARCHAR' },
        { name: 'score', type: 'DOUBLE' },
      ],
      preview: [
        ['1', 2.5],
        ['2', null],
        ['3', 4],
      ],
    });
    await importBytes(ctx, 'choices', 'choices.csv', csv, { nullTexts: ['NA'], types: { id: 'VARCHAR' } });
    const dataset = await getDataset({ ctx, input: { name: 'choices' } });
    expect(dataset.items.map((item) => item.number)).toEqual([2, 1]);
    expect(dataset.items[0]?.digest).toBe(dataset.items[1]?.digest);
    expect((await previewRows({ ctx, input: { name: 'choices', version: 2, offset: 1, limit: 1 } })).rows).toEqual([
      ['2', null],
    ]);
    expect((await previewRows({ ctx, input: { name: 'choices', version: 1, offset: 1, limit: 1 } })).rows).toEqual([
      [2, 'NA'],
    ]);
  });

  test('the same file again, or a second attempt of the same job, makes no second version', async () => {
    const ctx = await database.newCtx();
    const csv = Buffer.from('a\n1\n2\n');
    const first = await importBytes(ctx, 'same', 'same.csv', csv);
    await runClaimed(ctx, first.jobId);
    const { lines } = await importBytes(ctx, 'same', 'same.csv', csv);
    expect(lines.join('\n')).toContain('no new version was made');
    expect((await getDataset({ ctx, input: { name: 'same' } })).versions).toBe(1);
  });

  test('a value that does not fit its type fails the import, naming line and column', async () => {
    const ctx = await database.newCtx();
    const csv = Buffer.from('id,score\n1,2.5\n2,4\n3,many\n');
    const error = await failure(importBytes(ctx, 'misfit', 'misfit.csv', csv, { types: { score: 'DOUBLE' } }));
    expect(error).toMatchObject({ code: 'BAD_FILE' });
    expect(String(error)).toMatch(/misfit\.csv could not be read at line 4, column "score"/);
    expect(String(error)).not.toContain(database.dataDir);
    expect(await failure(getDataset({ ctx, input: { name: 'misfit' } }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('what is no table is refused with what it is and what to do', async () => {
    const ctx = await database.newCtx();
    const parquet = sample('flights-3m.parquet');
    const cases: [name: string, body: Buffer, says: RegExp][] = [
      ['empty.csv', Buffer.alloc(0), /is empty \(0 bytes\)/],
      [
        'cut.parquet',
        parquet.subarray(0, 1_000_000),
        /cut off: its last 4 bytes, at offset 999996 of 1000000, are [0-9a-f]{8} and should be 50415231/,
      ],
      ['blank.csv', Buffer.from(' \n \n'), /nothing but white space/],
      ['data.csv.gz', Buffer.from('1f8b0800000000000003', 'hex'), /compressed with gzip/],
      ['sheet.xlsx', Buffer.from('504b030414000600', 'hex'), /spreadsheet/],
      ['object.json', Buffer.from('{\n "a": 1\n}'), /one JSON object/],
      ['arrays.json', Buffer.from('[[1,2],[3,4]]'), /array of arrays/],
      ['noise.bin', Buffer.from([1, 2, 0, 3]), /byte 2 is zero/],
      ['nothing.json', Buffer.from('[]'), /empty JSON array/],
    ];
    for (const [name, body, says] of cases) {
      const error = await failure(stageUpload({ ctx, input: { name, body } }));
      expect(error, name).toMatchObject({ code: 'BAD_FILE' });
      expect(String(error)).toMatch(says);
      expect(String(error)).toContain(name);
    }
    const footer = Buffer.concat([parquet.subarray(0, 500_000), parquet.subarray(-4000)]);
    const damaged = await failure(
      stageUpload({ ctx, input: { name: 'damaged.parquet', body: footer } }).then(async (upload) => {
        const { jobId } = await importDataset({ ctx, input: { name: 'damaged', uploadId: upload.id } });
        await runClaimed(ctx, jobId);
      }),
    );
    expect(damaged).toMatchObject({ code: 'BAD_FILE' });
    expect(await database.db.dataset.count({ where: { projectId: ctx.project.id } })).toBe(0);
  });

  test('a browser closed in the middle of an upload leaves nothing', async () => {
    const ctx = await database.newCtx();
    const chunks = await database.db.blobChunk.count();
    async function* broken() {
      yield Buffer.alloc(3 * 2 ** 20, 65);
      throw new Error('aborted');
    }
    expect(await failure(stageUpload({ ctx, input: { name: 'a.csv', body: broken() } }))).toMatchObject({
      message: 'aborted',
    });
    expect(await database.db.upload.count({ where: { projectId: ctx.project.id } })).toBe(0);
    expect(await database.db.blobChunk.count()).toBe(chunks);
  });

  test('an upload nobody imports is swept with its bytes; one that a job waits for stays', async () => {
    const ctx = await database.newCtx();
    const left = await stageUpload({ ctx, input: { name: 'left.csv', body: Buffer.from('left\n1\n') } });
    const awaited = await stageUpload({ ctx, input: { name: 'awaited.csv', body: Buffer.from('awaited\n1\n') } });
    await importDataset({ ctx, input: { name: 'awaited', uploadId: awaited.id } });
    await database.db.$executeRaw`UPDATE traza.upload SET created_at = now() - interval '25 hours'`;
    await database.db.$executeRaw`UPDATE traza.blob SET created_at = now() - interval '25 hours'`;
    await sweepStaged({ db: database.db, blobs: ctx.blobs });
    expect([await ctx.blobs.has(left.digest), await ctx.blobs.has(awaited.digest)]).toEqual([false, true]);
    expect(await failure(importDataset({ ctx, input: { name: 'left', uploadId: left.id } }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('another project sees nothing of it', async () => {
    const [ctx, other] = [await database.newCtx(), await database.newCtx()];
    const { upload } = await importBytes(ctx, 'private', 'private.csv', Buffer.from('a\n1\n'));
    const version = await getVersion({ ctx, input: { name: 'private' } });
    for (const work of [
      () => getDataset({ ctx: other, input: { name: 'private' } }),
      () => getVersion({ ctx: other, input: { name: 'private' } }),
      () => getVersion({ ctx: other, input: { id: version.id } }),
      () => previewRows({ ctx: other, input: { id: version.id, offset: 0, limit: 1 } }),
      () => openVersionFile({ ctx: other, input: { id: version.id, path: 'private.csv' } }),
      () => importDataset({ ctx: other, input: { name: 'theirs', uploadId: upload.id } }),
      () => splitDataset({ ctx: other, input: { from: { id: version.id }, name: 'theirs' } }),
    ]) {
      expect(await failure(work())).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await listDatasets({ ctx: other })).toEqual({ items: [], nextCursor: null });
  });

  test('lists page by name and refuse a cursor of another list', async () => {
    const ctx = await database.newCtx();
    for (const name of ['c', 'a', 'b']) await createDataset({ ctx, input: { name } });
    const first = await listDatasets({ ctx, input: { limit: 2 } });
    expect(first.items.map((item) => item.name)).toEqual(['a', 'b']);
    const second = await listDatasets({ ctx, input: { limit: 2, cursor: first.nextCursor ?? undefined } });
    expect([second.items.map((item) => item.name), second.nextCursor]).toEqual([['c'], null]);
    expect(
      await failure(listDatasets({ ctx, input: { kind: 'data', cursor: first.nextCursor ?? undefined } })),
    ).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await failure(createDataset({ ctx, input: { name: 'a' } }))).toMatchObject({ code: 'CONFLICT' });
    for (const name of ['', '../a', 'a/b', '.hidden', 'a b', 'x'.repeat(101)]) {
      expect(await failure(createDataset({ ctx, input: { name } }))).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });
});

describe('publishVersion', () => {
  test('numbers have no gaps and no twins when many publish at once', async () => {
    const ctx = await database.newCtx();
    const blobs = await Promise.all(
      Array.from({ length: 6 }, (_, index) => ctx.blobs.put(Buffer.from(`a\n${index}\n`))),
    );
    const published = await Promise.all(
      blobs.map((blob) =>
        publishVersion({
          ctx,
          input: {
            dataset: 'many',
            kind: 'import',
            files: [{ path: 'a.csv', size: blob.size, sha256: blob.digest }],
            format: 'csv',
            readOptions: {},
            columns: [{ name: 'a', type: 'BIGINT' }],
            rowCount: 1,
            source: { type: 'test' },
          },
        }),
      ),
    );
    expect(published.map((version) => version.number).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('refuses bytes that are not there, other sizes, bad paths, and a fence that was lost', async () => {
    const ctx = await database.newCtx();
    const blob = await ctx.blobs.put(Buffer.from('a\n1\n'));
    const input = {
      dataset: 'refused',
      kind: 'import' as const,
      files: [{ path: 'a.csv', size: blob.size, sha256: blob.digest }],
      format: 'csv' as const,
      readOptions: {},
      columns: [{ name: 'a', type: 'BIGINT' }],
      rowCount: 1,
      source: {},
    };
    const [file] = input.files;
    if (!file) throw new Error('one file');
    const publish = (files: (typeof file)[]) => failure(publishVersion({ ctx, input: { ...input, files } }));
    expect(await publish([])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await publish([{ ...file, sha256: '0'.repeat(64) }])).toMatchObject({ code: 'UNPROCESSABLE' });
    expect(await publish([{ ...file, size: 5 }])).toMatchObject({ code: 'UNPROCESSABLE' });
    expect(await publish([file, file])).toMatchObject({ code: 'INVALID_INPUT' });
    for (const path of ['../a', '/a', 'a\\b', 'a//b', 'a/../b', '', 'C:/a', 'a%2e']) {
      expect(await publish([{ ...file, path }]), path).toMatchObject({ code: 'INVALID_INPUT' });
    }
    const fenced = { ...ctx, fence: { jobId: 'f'.repeat(32), workerId: 'gone', attempt: 1 } };
    expect(await failure(publishVersion({ ctx: fenced, input }))).toMatchObject({ code: 'LEASE_LOST' });
    expect(await database.db.dataset.count({ where: { projectId: ctx.project.id } })).toBe(0);
  });
});

describe('flights', () => {
  test('the example is imported, and split by rules into files that repeat byte for byte', async () => {
    const ctx = await database.newCtx();
    const { jobId } = await importDataset({ ctx, input: { name: 'flights', example: 'flights-3m' } });
    const { progress } = await runClaimed(ctx, jobId);
    expect(progress.some((step) => step.unit === 'bytes' && step.done === step.total)).toBe(true);
    const flights = await getVersion({ ctx, input: { name: 'flights' } });
    expect(flights).toMatchObject({
      number: 1,
      format: 'parquet',
      rowCount: 3_000_000,
      source: { type: 'example', example: 'flights-3m' },
    });
    const delay = flights.profile?.columns.find((column) => column.name === 'delay');
    expect(delay).toMatchObject({ min: -1116, max: 1688, nulls: 0, distinct: 867 });
    expect(
      flights.profile?.columns.every((column) => {
        if (!column.histogram) return true;
        const { counts, below, above, edges } = column.histogram;
        return (
          counts.reduce((sum, count) => sum + count, below + above) === 3_000_000 && edges.length === counts.length + 1
        );
      }),
    ).toBe(true);

    const rules = {
      'flights-train': { where: "date < TIMESTAMP '2001-05-01'" },
      'flights-eval': { where: "date >= '2001-05-01' AND date < '2001-06-01'" },
      'flights-predict': { where: "date >= '2001-06-01' AND date < '2001-07-01'", exclude: ['delay'] },
    };
    const counts: number[] = [];
    for (const [name, rule] of Object.entries(rules)) {
      const digests = new Set<string>();
      for (const target of [name, `${name}-again`]) {
        const { jobId: splitId } = await splitDataset({
          ctx,
          input: { from: { name: 'flights' }, name: target, ...rule },
        });
        await runClaimed(ctx, splitId);
        const version = await getVersion({ ctx, input: { name: target } });
        digests.add(version.digest);
        if (target === name) counts.push(version.rowCount);
        expect(version).toMatchObject({
          kind: 'split',
          format: 'parquet',
          parent: { dataset: 'flights', number: 1 },
          source: { where: rule.where },
        });
      }
      expect(digests.size).toBe(1);
    }
    expect(counts[0]).toBe(1_978_941);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3_000_000 - 6);
    const june = await getVersion({ ctx, input: { name: 'flights-predict' } });
    expect(june.columns.map((column) => column.name)).toEqual(['date', 'distance', 'origin', 'destination']);
    const train = await previewRows({ ctx, input: { name: 'flights-train', offset: 1_000_000, limit: 3 } });
    const source = await previewRows({ ctx, input: { name: 'flights', offset: 1_000_000, limit: 3 } });
    expect(train.rows).toEqual(source.rows);
    expect((await getVersion({ ctx, input: { name: 'flights' } })).children.map((child) => child.dataset)).toContain(
      'flights-train',
    );
  }, 120_000);
});

describe('split', () => {
  test('tells at once what is wrong with a rule, and at the end that no row is left', async () => {
    const ctx = await database.newCtx();
    await importBytes(ctx, 'small', 'small.csv', Buffer.from('a,b\n1,x\n2,y\n3,x\n'));
    const split = (input: { name?: string; where?: string; exclude?: string[]; include?: string[] }) =>
      splitDataset({ ctx, input: { from: { name: 'small' }, name: 'part', ...input } });
    for (const [input, field] of [
      [{ where: "read_text('/etc/passwd') = 'x'" }, 'where'],
      [{ where: 'a >' }, 'where'],
      [{ where: 'c = 1' }, 'where'],
      [{ exclude: ['c'] }, 'exclude.0'],
      [{ include: ['a', 'nope'] }, 'include.1'],
      [{ exclude: ['a', 'b'] }, 'exclude'],
      [{ name: 'small' }, 'name'],
      [{ name: 'no/good' }, 'name'],
    ] as const) {
      const error = await failure(split(input as Parameters<typeof split>[0]));
      expect(error, JSON.stringify(input)).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: field }] });
    }
    const { jobId } = await split({ where: 'a > 100' });
    const error = await failure(runClaimed(ctx, jobId));
    expect(error).toMatchObject({ code: 'UNPROCESSABLE', fields: [{ path: 'where' }] });
    expect(String(error)).toContain('The rule leaves no row: "a > 100" holds nowhere');
    const cast = await split({ where: 'b::INTEGER > 1' });
    expect(await failure(runClaimed(ctx, cast.jobId))).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'where' }],
    });
    expect(await failure(countRows({ ctx, input: { name: 'small', where: 'b::INTEGER > 1' } }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const kept = await split({ where: "b = 'x'", include: ['b', 'a'] });
    await runClaimed(ctx, kept.jobId);
    const page = await previewRows({ ctx, input: { name: 'part', offset: 0, limit: 10 } });
    expect([page.columns.map((column) => column.name), page.rows]).toEqual([
      ['b', 'a'],
      [
        ['x', 1],
        ['x', 3],
      ],
    ]);
  });
});
