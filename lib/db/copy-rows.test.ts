import type { PoolClient } from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import { pool } from './client.ts';
import { copyRows } from './copy-rows.ts';

await testDatabase();

async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

test('reads numbers and bytes of any size, in order', async () => {
  await withClient(async (client) => {
    const rows = await copyRows(
      client,
      `SELECT i::bigint * 9007199254740991, i::int, i::smallint, repeat(chr(65 + i), 40000 * i)::bytea
       FROM generate_series(0, 3) AS i
       UNION ALL SELECT -9007199254740991, -7, (-8)::smallint, '\\xff00'::bytea`,
      (row) => [row.int8(), row.int4(), row.int2(), row.bytes()] as const,
    );
    expect(rows.slice(0, 2).map((row) => row.slice(0, 3))).toEqual([
      [0, 0, 0],
      [Number.MAX_SAFE_INTEGER, 1, 1],
    ]);
    expect(rows.map((row) => row[3].length)).toEqual([0, 40_000, 80_000, 120_000, 2]);
    expect(rows[3]?.[3].every((byte) => byte === 68)).toBe(true);
    expect(rows[4]).toEqual([-Number.MAX_SAFE_INTEGER, -7, -8, Uint8Array.of(255, 0)]);
  });
});

test('gives nothing for no rows, and leaves the connection usable after errors', async () => {
  await withClient(async (client) => {
    expect(await copyRows(client, 'SELECT 1 WHERE false', (row) => row.int4())).toEqual([]);
    await expect(copyRows(client, 'SELECT no_such_column', (row) => row.int4())).rejects.toThrow('no_such_column');
    await expect(copyRows(client, 'SELECT NULL::int', (row) => row.int4())).rejects.toThrow('null');
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });
});
