import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../server/project-root.ts';
import type { Profile, Sniff } from '../schema.ts';
import { profileTable } from './profile-table.ts';
import { sniffFile } from './sniff-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'traza-sniff-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function look(content: string | Uint8Array): Promise<Sniff & { path: string }> {
  const file = path.join(folder, `file-${files++}`);
  await writeFile(file, content);
  return { ...(await sniffFile({ path: file, name: 'file.csv', tempDir: folder })), path: file };
}

async function profile(content: string | Uint8Array): Promise<Profile> {
  const { path: file, format, readOptions, columns } = await look(content);
  return profileTable({
    source: { files: [file], format, readOptions },
    columns,
    names: ['file.csv'],
    scratchPath: path.join(folder, 'scratch.parquet'),
    tempDir: folder,
  });
}

describe('sniffFile', () => {
  test.each([
    ['lines end in LF', '\n'],
    ['lines end in CRLF', '\r\n'],
    ['lines end in CR', '\r'],
  ])('%s', async (_, end) => {
    const found = await look(['a,b', '1,x', '2,"y, z"', '3,'].map((line) => line + end).join(''));
    expect(found).toMatchObject({
      format: 'csv',
      rowCount: 3,
      columns: [
        { name: 'a', type: 'BIGINT' },
        { name: 'b', type: 'VARCHAR' },
      ],
      preview: [
        [1, 'x'],
        [2, 'y, z'],
        [3, null],
      ],
    });
  });

  test('a text may hold line breaks, quotes and the delimiter', async () => {
    const found = await look('id;text\r\n1;"two\r\nlines"\r\n2;"a ""quoted"" word; and more"\r\n');
    expect(found.preview).toEqual([
      [1, 'two\r\nlines'],
      [2, 'a "quoted" word; and more'],
    ]);
  });

  test.each([
    ['tab', 'a\tb\n1\t2.5\n2\t3\n'],
    ['semicolon', 'a;b\n1;2.5\n2;3\n'],
    ['pipe', 'a|b\n1|2.5\n2|3\n'],
  ])('delimiter %s', async (_, text) => {
    const found = await look(text);
    expect(found.columns.map((column) => column.type)).toEqual(['BIGINT', 'DOUBLE']);
    expect(found.rowCount).toBe(2);
  });

  test('a byte order mark belongs to no name, and letters keep their accents', async () => {
    const found = await look('\u{feff}año,ciudad\n2001,Málaga\n');
    expect([found.columns[0]?.name, found.preview[0]]).toEqual(['año', [2001, 'Málaga']]);
  });

  test('without a header columns get names, and the reader is told', async () => {
    const found = await look('1,2\n3,4\n');
    expect(found.columns.map((column) => column.name)).toEqual(['column0', 'column1']);
    expect(found.rowCount).toBe(2);
    expect(found.warnings.join()).toContain('No header line');
  });

  test('dates and times of day are found in their own format', async () => {
    const found = await look('d,t\n31/12/2001,2001-12-31 23:59:59\n01/02/2002,2002-02-01 00:00:00\n');
    expect(found.columns.map((column) => column.type)).toEqual(['DATE', 'TIMESTAMP']);
    expect(found.preview[0]).toEqual(['2001-12-31', '2001-12-31T23:59:59']);
  });

  test('numbers and texts in one JSON column become text; keys beyond 63 bits keep their digits', async () => {
    const found = await look('{"v": 1, "k": 18446744073709551615}\n{"v": "x", "k": -1}\n');
    expect(found.columns.map((column) => column.type)).toEqual(['VARCHAR', 'VARCHAR']);
    expect(found.preview).toEqual([
      ['1', '18446744073709551615'],
      ['x', '-1'],
    ]);
  });

  test('a chosen type that would change values without a word is refused', async () => {
    for (const text of ['a\n1\n2.5\n', '[{"a": 1}, {"a": 2.5}]']) {
      const { path: file } = await look(text);
      const work = sniffFile({ path: file, name: 'a.csv', types: { a: 'BIGINT' }, tempDir: folder });
      await expect(work).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'types.a' }] });
    }
  });

  test('a long file is known by its first rows, and in a job by all of it', async () => {
    const file = path.join(folder, 'long.csv');
    const line = (id: string, price: string, day: string) => `${id},${price},${day},${'x'.repeat(120)}\n`;
    const usual = Array.from({ length: 260_000 }, (_, index) => line(`${index}`, `${index % 90}`, '2001-02-03')).join(
      '',
    );
    await writeFile(file, `id,price,day,note\n${usual}${line('last', '2.5', 'never')}`);
    const quick = await sniffFile({ path: file, name: 'long.csv', tempDir: folder });
    expect(quick.rowCount).toBeNull();
    expect(quick.columns.map((column) => column.type)).toEqual(['BIGINT', 'BIGINT', 'DATE', 'VARCHAR']);
    const whole = await sniffFile({ path: file, name: 'long.csv', tempDir: folder, whole: true });
    expect(whole.rowCount).toBe(260_001);
    expect(whole.columns.map((column) => column.type)).toEqual(['VARCHAR', 'DOUBLE', 'VARCHAR', 'VARCHAR']);
    expect(whole.warnings).toEqual([
      'Column "id" looks like BIGINT in the first rows, and is VARCHAR over the whole file.',
      'Column "price" looks like BIGINT in the first rows, and is DOUBLE over the whole file.',
      'Column "day" looks like DATE in the first rows, and is VARCHAR over the whole file.',
    ]);
  });

  test('nested values are read, and the warning says what they are not good for', async () => {
    const found = await look('[{"a": {"b": 1}, "c": [1, 2]}]');
    expect(found.preview).toEqual([[{ b: 1 }, [1, 2]]]);
    expect(found.warnings.join()).toContain('"a", "c" hold nested values');
  });

  test('the real CSV files of a data package have as many rows as lines', async () => {
    for (const [name, rows] of [
      ['birdstrikes.csv', 10_000],
      ['airports.csv', 3376],
      ['unemployment.tsv', 3218],
      ['stocks.csv', 560],
    ] as const) {
      const file = path.join(projectRoot, 'node_modules/vega-datasets/data', name);
      const found = await sniffFile({ path: file, name, tempDir: folder });
      expect([name, found.rowCount]).toEqual([name, rows]);
    }
  });
});

describe('profileTable', () => {
  test('counts nulls, distinct and top values; NaN and infinities apart from the rest', async () => {
    const found = await profile('n,x,b,s\n1,1.5,true,a\n2,nan,false,b\n,inf,true,a\n2,-2.5,,\n');
    const [n, x, b, s] = found.columns;
    expect(n).toMatchObject({
      family: 'number',
      count: 3,
      nulls: 1,
      distinct: 2,
      min: 1,
      max: 2,
      zeros: 0,
      distinctApproximate: false,
    });
    expect(x).toMatchObject({ family: 'number', count: 4, nonFinite: 2, min: -2.5, max: 1.5, mean: -0.5 });
    expect(b).toMatchObject({
      family: 'boolean',
      count: 3,
      nulls: 1,
      top: [
        { value: true, count: 2 },
        { value: false, count: 1 },
      ],
    });
    expect(s).toMatchObject({
      family: 'text',
      count: 3,
      nulls: 1,
      distinct: 2,
      min: 'a',
      max: 'b',
      minLength: 1,
      maxLength: 1,
    });
  });

  test('a histogram holds every finite value once, and cuts long tails off into counts', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) =>
      index === 0 ? 1_000_000 : index === 1 ? -1_000_000 : index % 100,
    );
    const [column] = (await profile(`v\n${rows.join('\n')}\n`)).columns;
    const histogram = column?.histogram;
    expect(histogram).toMatchObject({ below: 1, above: 1 });
    expect(histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(9_998);
    expect(histogram?.edges).toHaveLength((histogram?.counts.length ?? 0) + 1);
    expect(column).toMatchObject({ min: -1_000_000, max: 1_000_000 });
  });

  test('dates get edges that are dates; one value alone gets one bin', async () => {
    const found = await profile('d,c\n2001-01-01,5\n2001-03-01,5\n2001-12-31,5\n');
    const [d, c] = found.columns;
    expect(d?.histogram?.edges[0]).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(d?.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(c?.histogram).toMatchObject({ edges: [5, 6], counts: [3] });
  });

  test('a column without any value, and one of nested values', async () => {
    const found = await profile('[{"a": null, "b": {"x": 1}}, {"a": null, "b": {"x": 2}}]');
    expect(found.columns[0]).toMatchObject({ count: 0, nulls: 2, distinct: 0 });
    expect(found.columns[1]).toMatchObject({ family: 'other', count: 2, min: null });
  });

  test('a million different values and more are estimated, and marked so; fewer are counted', async () => {
    const keys = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`).join('\n');
    const [few] = (await profile(`k\n${keys(80_000)}\n`)).columns;
    expect(few).toMatchObject({ distinct: 80_000, distinctApproximate: false });
    const [many] = (await profile(`k\n${keys(1_500_000)}\n`)).columns;
    expect(many?.distinctApproximate).toBe(true);
    expect(Math.abs((many?.distinct ?? 0) - 1_500_000)).toBeLessThan(300_000);
  });
});
