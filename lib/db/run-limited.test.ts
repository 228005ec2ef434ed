import { expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import { runLimited } from './run-limited.ts';
import { sql } from './sql.ts';

const t = await testDatabase();

test('gives up on a statement that takes too long, and the connection takes others', async () => {
  const ctx = await t.newCtx();
  await expect(runLimited(ctx, sql`SELECT pg_sleep(600)::text`, { mostMs: 20 })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: 'filter', message: expect.stringContaining('takes longer') }],
  });
  await expect(runLimited(ctx, sql`SELECT current_setting('statement_timeout') AS ms`)).resolves.toEqual([
    { ms: '5s' },
  ]);
});

test('says that an expression cannot be read', async () => {
  await expect(runLimited(await t.newCtx(), sql`SELECT 'a' ~ '('`)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: 'filter', message: expect.stringContaining('cannot be read') }],
  });
});
