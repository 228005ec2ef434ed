import { expect, inject, test } from 'vitest';
import { checkDatabase, requireVersion } from './check-database.ts';
import { freePort } from './free-port.ts';

test('a server that answers and is new enough is accepted', async () => {
  expect((await checkDatabase(inject('postgresUrl'))).version).toMatch(/^\d+/);
});

test('a server that does not answer is named by address, without the password', async () => {
  const port = await freePort();
  const problem = await checkDatabase(`postgresql://someone:secret@127.0.0.1:${port}/x`).catch((error: Error) => error);
  expect(problem).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining(`127.0.0.1:${port}/x`) });
  expect(String(problem)).not.toContain('secret');
});

test('a wrong password is told as such', async () => {
  const url = new URL(inject('postgresUrl'));
  url.password = 'guess';
  await expect(checkDatabase(url.toString())).rejects.toThrow(/password authentication failed/);
});

test('PostgreSQL 13 is refused and 14 is not', () => {
  expect(() => requireVersion(130_018, '13.18')).toThrow(/PostgreSQL 13.18; Traza needs 14/);
  expect(() => requireVersion(140_000, '14.0')).not.toThrow();
});
