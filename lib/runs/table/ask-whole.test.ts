import { expect, test } from 'vitest';
import { sql } from '#lib/db/sql.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { askWhole } from './ask-whole.ts';
import { readSet } from './read-set.ts';

const t = await testDatabase();

test('a statement over a set is given up in time, and the connection takes others', async () => {
  const ctx = await t.newCtx();
  const set = await readSet(ctx, {});
  await expect(askWhole(ctx, set, sql`SELECT pg_sleep(600)::text`, 20)).rejects.toMatchObject({
    code: 'UNPROCESSABLE',
    message: 'The set has more than can be looked at in 0.02 seconds.',
    hint: expect.stringContaining('Narrow the set'),
  });
  const limit = sql`SELECT current_setting('statement_timeout') AS most`;
  expect(await askWhole(ctx, set, limit)).toEqual([{ most: '30s' }]);
  expect(await askWhole(ctx, set, limit, 120_000)).toEqual([{ most: '2min' }]);
  expect(await t.db.$queryRaw`SELECT current_setting('statement_timeout') AS most`).toEqual([{ most: '0' }]);
});

test('other failures stay what they are, and a pattern has less time', async () => {
  const ctx = await t.newCtx();
  await expect(askWhole(ctx, await readSet(ctx, {}), sql`SELECT 1 / 0`)).rejects.toMatchObject({ code: '22012' });
  const set = await readSet(ctx, { regex: 'a+' });
  const limit = sql`SELECT current_setting('statement_timeout') AS most`;
  expect(await askWhole(ctx, set, limit)).toEqual([{ most: '5s' }]);
});
