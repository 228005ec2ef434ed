import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '#jobs/runtimes/seeded-random.ts';
import { writeFlights } from '#jobs/testing/flights-sample.ts';
import { sourceOf } from '#jobs/testing/local-training.ts';
import { openTable, type Table } from './open-table.ts';
import type { RawColumn } from './raw-columns.ts';
import { shuffledRows } from './shuffled-rows.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'traza-shuffle-'));
const rows = 30_000;
let table: Table;
const columns: RawColumn[] = [
  { sql: (row) => `${row}::integer`, type: 'integer' },
  { sql: 'coalesce(distance, 0)::double', type: 'double' },
  { sql: 'hour(date)::utinyint', type: 'utinyint' },
];

beforeAll(async () => {
  const file = await writeFlights(path.join(dir, 'flights.parquet'), { rows });
  table = await openTable({ source: await sourceOf(file), scratchDir: dir });
});
afterAll(() => {
  table.close();
  rmSync(dir, { recursive: true, force: true });
});

/** The rows of one epoch in their order, as [row, distance, hour]. */
async function epochs(bytes: number, count: number) {
  const shuffled = await shuffledRows({ table, columns, rows, salt: 7, scratchDir: dir, bytes });
  const seen = Array.from({ length: count }, (_, epoch) => {
    const order: number[][] = [];
    for (const bucket of shuffled.epoch(seededRandom(1, `epoch ${epoch}`))) {
      for (let i = 0; i < bucket.count; i++) {
        const at = bucket.order[i] as number;
        order.push(bucket.columns.map((column) => column[at] as number));
      }
    }
    return order;
  });
  shuffled.close();
  return { buckets: shuffled.buckets, seen };
}

test('every epoch visits every row once with its own values, in an order of its own that repeats', async () => {
  const { buckets, seen } = await epochs(64 * 1024, 2);
  expect(buckets).toBe(Math.ceil((rows * 13) / 65_536));
  const [one = [], two = []] = seen;
  const byRow = (order: number[][]) => order.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  expect(byRow(one).map(([row]) => row)).toEqual(Array.from({ length: rows }, (_, i) => i));
  expect(byRow(two)).toEqual(byRow(one));
  expect(two).not.toEqual(one);
  expect((await epochs(64 * 1024, 2)).seen).toEqual(seen);
  const inMemory = await epochs(2 ** 30, 1);
  expect(inMemory.buckets).toBe(1);
  expect(byRow(inMemory.seen[0] ?? [])).toEqual(byRow(one));
});

test('rows that lie together in the file are spread over the epoch', async () => {
  const { seen } = await epochs(64 * 1024, 1);
  const places = new Float64Array(rows);
  for (const [place, [row]] of (seen[0] ?? []).entries()) places[row as number] = place;
  const first = places.slice(0, 1_000);
  const mean = first.reduce((a, b) => a + b, 0) / first.length;
  expect(Math.abs(mean - rows / 2)).toBeLessThan(rows / 20);
});

test('leaves no file behind', async () => {
  await epochs(64 * 1024, 1);
  expect(readdirSync(dir).filter((name) => name.startsWith('shuffle'))).toEqual([]);
});
