import { expect, test } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { newId } from '../ids.ts';
import { testDatabase } from '../testing/test-database.ts';
import { defineRoute } from './define-route.ts';
import { sweepIdempotencyKeys } from './sweep-idempotency-keys.ts';

const { db, newCtx } = await testDatabase();
await newCtx('default');
await newCtx('other');

let calls = 0;
let failures = 0;
const gate = { wait: Promise.resolve() };

const create = defineRoute({
  summary: 'Create',
  auth: 'owner',
  body: z.object({ name: z.string() }),
  answer: { status: 201, schema: z.object({ id: z.string() }) },
  idempotent: true,
  handler: async ({ ctx, body }) => {
    calls += 1;
    await gate.wait;
    const id = newId();
    await ctx.db.model.create({ data: { id, projectId: ctx.project.id, name: body.name } });
    if (failures > 0) {
      failures -= 1;
      throw new DomainError('UNPROCESSABLE', 'Not this time.');
    }
    return { id };
  },
});

function send(
  key: string | undefined,
  name: string,
  more: { project?: string; spaces?: boolean } = {},
): Promise<Response> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-traza-project': more.project ?? 'default',
  };
  if (key !== undefined) headers['idempotency-key'] = key;
  const body = more.spaces ? `{ "name" : ${JSON.stringify(name)} }` : JSON.stringify({ name });
  return create(new Request('http://localhost/api/v1/models', { method: 'POST', headers, body }), {
    params: Promise.resolve({}),
  });
}

test('the same key and body get the same answer, and one thing is made', async () => {
  calls = 0;
  const first = await send('k-1', 'one');
  const again = await send('k-1', 'one', { spaces: true });
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await again.text()).toBe(await first.text());
  expect(calls).toBe(1);
});

test('the same key with another body is refused', async () => {
  await send('k-2', 'two');
  const other = await send('k-2', 'three');
  expect(other.status).toBe(409);
  expect((await other.json()).code).toBe('IDEMPOTENCY_CONFLICT');
});

test('twenty at once make one', async () => {
  calls = 0;
  let open = () => {};
  gate.wait = new Promise((resolve) => {
    open = resolve;
  });
  const all = Array.from({ length: 20 }, () => send('k-3', 'many'));
  await expect.poll(() => calls).toBe(1);
  open();
  const texts = await Promise.all((await Promise.all(all)).map(async (one) => `${one.status} ${await one.text()}`));
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toMatch(/^201 /);
  expect(calls).toBe(1);
  expect(await db.model.count({ where: { name: 'many' } })).toBe(1);
});

test('a creation that failed left nothing, and its key may be used again', async () => {
  failures = 1;
  expect((await send('k-4', 'retry')).status).toBe(422);
  expect(await db.model.count({ where: { name: 'retry' } })).toBe(0);
  expect((await send('k-4', 'retry')).status).toBe(201);
});

test('keys of one project mean nothing in another', async () => {
  const here = await send('k-5', 'shared');
  const there = await send('k-5', 'shared', { project: 'other' });
  expect(there.status).toBe(201);
  expect(there.headers.get('idempotency-replayed')).toBeNull();
  expect(await there.text()).not.toBe(await here.text());
});

test.each(['', ' ', 'with space', 'x'.repeat(256), 'ümlaut'])('the key %j is refused', async (key) => {
  const answer = await send(key, 'bad key');
  expect(answer.status).toBe(400);
});

test('answers are forgotten after a week', async () => {
  await send('k-6', 'old');
  expect(await sweepIdempotencyKeys(db, new Date(Date.now() + 6 * 24 * 3600_000))).toBe(0);
  expect(await sweepIdempotencyKeys(db, new Date(Date.now() + 8 * 24 * 3600_000))).toBeGreaterThan(0);
});
