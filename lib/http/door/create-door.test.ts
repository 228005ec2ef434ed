import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { issueSession } from '../../auth/session-cookie.ts';
import { announce } from '../../events/announce.ts';
import { closeEventHub, eventHub } from '../../events/listen.ts';
import { testDatabase } from '../../testing/test-database.ts';
import { defineRoute } from '../define-route.ts';
import { entryOf, makeRouteTable, publishRouteTable, scanRoutes } from '../route-table.ts';
import { openTestDoor, type TestDoor } from '../testing/open-test-door.ts';
import { toWebStream } from '../to-web-stream.ts';

const token = 'a-token-of-sixteen-characters';
process.env.TRAZA_TOKEN = token;

const { db, newCtx } = await testDatabase();
const here = await newCtx('default');
const flights = await newCtx('flights');
const scanned = await scanRoutes(path.resolve(import.meta.dirname, '../../../app'));
publishRouteTable(makeRouteTable(scanned));

const doors: TestDoor[] = [];

async function open(...args: Parameters<typeof openTestDoor>): Promise<TestDoor> {
  const door = await openTestDoor(...args);
  doors.push(door);
  return door;
}

afterEach(async () => {
  await closeEventHub();
  await Promise.all(doors.splice(0).map((door) => door.close()));
});

/** Speaks HTTP by hand: what fetch would tidy up (paths, hosts, broken bodies) arrives as written. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (part) => {
      answer += part;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

const get = (target: string, host = 'localhost', more = '') =>
  `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${more}\r\n`;

test('what of MLflow is not served says so as its client reads it, by each verb and at each prefix', async () => {
  const door = await open(scanned);
  const calls = [
    '2.0/mlflow/webhooks',
    '2.0/mlflow/webhooks/7',
    '2.0/mlflow/webhooks/7/test',
    '3.0/mlflow/datasets/create',
    '3.0/mlflow/datasets/search',
    '3.0/mlflow/datasets/d-1',
    '3.0/mlflow/datasets/d-1/records',
    '3.0/mlflow/datasets/d-1/tags/a',
    '3.0/mlflow/scorers/register',
    '3.0/mlflow/gateway/endpoints/create',
    '2.0/mlflow/gateway-proxy',
  ];
  const at = ['', '/p/default'].flatMap((place) => [
    `${place}/graphql`,
    ...calls.flatMap((call) => [`${place}/api/${call}`, `${place}/ajax-api/${call}`]),
  ]);
  for (const address of at) {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await fetch(`${door.url}${address}`, { method });
      const said = `${method} ${address}`;
      expect([answer.status, answer.headers.get('content-type')], said).toEqual([404, expect.stringMatching(/json/)]);
      const text = await answer.text();
      if (method === 'HEAD') expect(text, said).toBe('');
      else expect(JSON.parse(text), said).toMatchObject({ error_code: 'ENDPOINT_NOT_FOUND' });
    }
  }
});

describe('with a token', () => {
  let door: TestDoor;
  beforeAll(async () => {
    door = await openTestDoor(scanned, { token });
  });
  afterAll(() => door.close());

  /** MLflow's second prefix, for the same routes. */
  const ajax = '/ajax-api';
  const cases = scanned.flatMap((entry) =>
    (['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).flatMap((method) =>
      ['', '/p/flights', '/p/nowhere', ajax].map((prefix) => ({ entry, method, prefix })),
    ),
  );
  const address = (pattern: string) => pattern.replace(/\{\w+\}/g, '0'.repeat(32));
  const wrong: Record<string, string>[] = [
    {},
    { authorization: 'Bearer wrong' },
    { authorization: `Basic ${Buffer.from('admin:password1234').toString('base64')}` },
    { cookie: 'traza_session_3000=1.2' },
    { 'x-traza-project': 'flights', 'x-forwarded-for': '127.0.0.1' },
  ];

  test('there are routes to try', () => {
    expect(scanned.length).toBeGreaterThan(5);
    expect(scanned.filter((entry) => entry.pattern.startsWith('/api/')).length).toBeGreaterThan(3);
  });

  test('no route, by any method, prefix or wrong credential, answers more than 401 unless it is declared public', async () => {
    const tries = cases.flatMap(({ entry, method, prefix }) => {
      const route = entry.methods[method === 'HEAD' || method === 'OPTIONS' ? 'GET' : method];
      if (prefix !== '' && !entry.pattern.startsWith('/api/')) return [];
      if (prefix === ajax && !/^\/api\/[23]\.0\//.test(entry.pattern)) return [];
      if (route?.declaration.auth === 'public' && method !== 'OPTIONS') return [];
      const credentials = prefix === '' ? wrong : wrong.slice(-1);
      return credentials.map((headers) => ({ entry, method, prefix, headers, route }));
    });
    const ask = async ({ entry, method, prefix, headers, route }: (typeof tries)[number]) => {
      const init = { method, headers, redirect: 'manual' as const };
      const path = address(entry.pattern);
      const asked = prefix === ajax ? path.replace('/api', ajax) : `${prefix}${path}`;
      const response = await fetch(`${door.url}${asked}`, init);
      const said = `${method} ${prefix}${entry.pattern} with ${JSON.stringify(headers)}`;
      if (route?.declaration.auth === 'public') expect([401, 204], said).toContain(response.status);
      else expect(response.status, said).toBe(401);
      const text = await response.text();
      if (!text) return;
      const { code, error_code = code } = JSON.parse(text);
      expect(error_code, said).toBe('UNAUTHENTICATED');
    };
    while (tries.length > 0) await Promise.all(tries.splice(0, 50).map(ask));
  }, 120_000);

  test('what is public is what we mean to be public', () => {
    const open = scanned.flatMap((entry) =>
      Object.entries(entry.methods).flatMap(([method, route]) =>
        route.declaration.auth === 'public' ? [`${method} ${entry.pattern}`] : [],
      ),
    );
    expect(open.sort()).toEqual([
      'DELETE /api/v1/session',
      'GET /api/v1/session',
      'GET /health',
      'GET /healthz',
      'GET /readyz',
      'GET /version',
      'POST /api/v1/session',
    ]);
  });

  test.each([
    { authorization: `Bearer ${token}` },
    { authorization: `Basic ${Buffer.from(`mlflow:${token}`).toString('base64')}` },
    { cookie: `traza_session_3000=${issueSession(token, new Date()).value}` },
  ])('%o opens the door', async (headers) => {
    const response = await fetch(`${door.url}/api/v1/projects`, { headers: Object.entries(headers) });
    expect(response.status).toBe(200);
  });

  test('an unknown address is not told from a known one without the token', async () => {
    expect((await fetch(`${door.url}/api/v1/secret-name`)).status).toBe(401);
    const answer = await fetch(`${door.url}/api/v1/project`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(404);
    expect((await answer.json()).hint).toContain('/api/v1/projects');
  });

  test('pages lead to the sign-in page and back', async () => {
    const page = await fetch(`${door.url}/p/default/runs?tab=1`, { redirect: 'manual' });
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toBe('/sign-in?next=%2Fp%2Fdefault%2Fruns%3Ftab%3D1');
    expect((await fetch(`${door.url}/p/default`, { method: 'POST' })).status).toBe(401);
    expect(await (await fetch(`${door.url}/sign-in`)).text()).toBe('page /sign-in');
    expect((await fetch(`${door.url}/_next/static/x.js`)).status).toBe(200);
    expect((await fetch(`${door.url}/_next/image?url=x`, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(`${door.url}/SIGN-IN`, { redirect: 'manual' })).status).toBe(303);
    expect(await raw(door.port, get('/_next/static/../../p/default'))).toMatch(/^HTTP\/1.1 400/);
    expect(await raw(door.port, get('//evil.com/sign-in'))).toMatch(/^HTTP\/1.1 (400|303)/);
  });

  test('signing in gives a cookie that works, signing out takes it back', async () => {
    const send = (body: unknown) =>
      fetch(`${door.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await send({ token: 'not this one' })).status).toBe(401);
    const answer = await send({ token });
    expect(answer.status).toBe(204);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const me = await fetch(`${door.url}/api/v1/session`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ signedIn: true, by: 'session', tokenNeeded: true });
    expect((await fetch(`${door.url}/p/default`, { headers: { cookie } })).status).toBe(200);
    const out = await fetch(`${door.url}/api/v1/session`, { method: 'DELETE', headers: { cookie } });
    expect(out.headers.get('set-cookie')).toMatch(/^traza_session_3000=;.*Max-Age=0/);
  });
});

test('guessing tokens is slowed down, but not for who is signed in', async () => {
  const door = await open(scanned, { token });
  const ask = (secret: string) =>
    fetch(`${door.url}/api/v1/projects`, { headers: { authorization: `Bearer ${secret}` } });
  const seen = [];
  for (let round = 0; round < 14; round += 1) seen.push((await ask(`guess-${round}`)).status);
  expect(seen[0]).toBe(401);
  expect(seen.at(-1)).toBe(429);
  const cookie = `traza_session_3000=${issueSession(token, new Date()).value}`;
  expect((await fetch(`${door.url}/api/v1/projects`, { headers: { cookie } })).status).toBe(200);
});

const echo = defineRoute({
  summary: 'Echo',
  auth: 'owner',
  body: 'stream',
  answer: 'stream',
  handler: ({ body }) => new Response(toWebStream(Readable.from(body))),
});
const who = defineRoute({
  summary: 'Who',
  auth: 'owner',
  params: z.object({ name: z.string() }),
  answer: z.object({ project: z.string(), name: z.string() }),
  handler: ({ ctx, params }) => ({ project: ctx.project.slug, name: params.name }),
});

describe('the door on loopback', () => {
  test('refuses foreign hosts before anything else, and answers health to anybody', async () => {
    const door = await open(scanned);
    for (const host of ['evil.com', 'localhost.evil.com', '']) {
      expect(await raw(door.port, get('/api/v1/projects', host)), host).toMatch(/^HTTP\/1.1 403/);
      expect(await raw(door.port, get('/p/default', host)), host).toMatch(/^HTTP\/1.1 403/);
      expect(await raw(door.port, get('/metrics', host)), host).toMatch(/^HTTP\/1.1 403/);
    }
    expect(await raw(door.port, get('/healthz', '10.0.0.7'))).toMatch(/^HTTP\/1.1 200/);
    expect(await raw(door.port, get('http://localhost/api/v1/projects'))).toMatch(/^HTTP\/1.1 400/);
  });

  test('refuses what another site makes a browser send', async () => {
    const door = await open(scanned);
    const post = (more: string) =>
      raw(
        door.port,
        `POST /api/v1/projects HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 12\r\n${more}\r\n{"slug":"ab"}`,
      );
    expect(await post('Origin: https://evil.com\r\n')).toMatch(/^HTTP\/1.1 403/);
    expect(await post('Origin: null\r\n')).toMatch(/^HTTP\/1.1 403/);
    expect(await post('Sec-Fetch-Site: cross-site\r\n')).toMatch(/^HTTP\/1.1 403/);
    expect(await db.project.count({ where: { slug: 'ab' } })).toBe(0);
    const simple = await fetch(`${door.url}/api/v1/projects`, { method: 'POST', body: '{"slug":"ab"}' });
    expect(simple.status).toBe(415);
  });

  test('takes the project from the address, the header, or the default', async () => {
    const door = await open([entryOf('api/v1/who/[name]', { GET: who })]);
    const ask = async (target: string, project?: string) =>
      (
        await fetch(`${door.url}${target}`, project === undefined ? {} : { headers: { 'x-traza-project': project } })
      ).json();
    expect(await ask('/api/v1/who/a%20b')).toEqual({ project: 'default', name: 'a b' });
    expect(await ask('/p/flights/api/v1/who/x')).toEqual({ project: 'flights', name: 'x' });
    expect(await ask('/api/v1/who/x', 'flights')).toEqual({ project: 'flights', name: 'x' });
    expect(await ask('/p/flights/api/v1/who/x', 'default')).toEqual({ project: 'flights', name: 'x' });
    expect(await ask('/p/nowhere/api/v1/who/x')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await ask('/p/UPPER/api/v1/who/x')).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('answers methods as HTTP has it', async () => {
    const door = await open([entryOf('api/v1/who/[name]', { GET: who })]);
    const ask = (method: string) => fetch(`${door.url}/api/v1/who/x`, { method });
    const head = await ask('HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(10);
    const options = await ask('OPTIONS');
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
    const post = await ask('POST');
    expect([post.status, post.headers.get('allow'), (await post.json()).code]).toEqual([
      405,
      'GET, HEAD, OPTIONS',
      'METHOD_NOT_ALLOWED',
    ]);
  });

  test('refuses hostile paths, and sends no body back in them', async () => {
    const door = await open(scanned);
    for (const target of [
      '/api/v1/../v1/projects',
      '/api/v1/%2e%2e/projects',
      '/api/v1/runs/%252e%252e',
      '/api/v1/runs/a%2Fb',
      '/api/v1/runs/%',
      '/p/..%2f/api/v1/projects',
    ]) {
      const answer = await raw(door.port, get(target));
      expect(answer, target).toMatch(/^HTTP\/1.1 400/);
      expect(answer, target).toContain('application/problem+json');
    }
  });

  test('puts its headers on every answer', async () => {
    const door = await open(scanned);
    for (const target of ['/api/v1/projects', '/api/v1/nothing', '/p/default', '/healthz']) {
      const { headers } = await fetch(`${door.url}${target}`);
      expect(headers.get('x-content-type-options'), target).toBe('nosniff');
      expect(headers.get('x-frame-options'), target).toBe('DENY');
      expect(headers.get('referrer-policy'), target).toBe('strict-origin-when-cross-origin');
      expect(headers.get('x-request-id'), target).toMatch(/^[0-9a-f]{32}$/);
    }
    const policy = async () => (await fetch(`${door.url}/p/default`)).headers.get('content-security-policy') ?? '';
    const first = await policy();
    expect(first).toContain("frame-ancestors 'none'");
    expect(first).not.toMatch(/script-src[^;]*unsafe/);
    expect(/'nonce-([^']+)'/.exec(first)?.[1]).not.toBe(/'nonce-([^']+)'/.exec(await policy())?.[1]);
    expect((await fetch(door.url, { redirect: 'manual' })).headers.get('location')).toBe('/p/default');
  });

  test('says 413 to an upload that is too large while the client is still sending', async () => {
    const small = defineRoute({
      summary: 'Small',
      auth: 'owner',
      body: z.json(),
      answer: z.null(),
      limits: { bodyBytes: 100 },
      handler: () => null,
    });
    const door = await open([entryOf('api/v1/small', { POST: small })]);
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(0x20)),
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    };
    const announced = await fetch(`${door.url}/api/v1/small`, {
      method: 'POST',
      body: ' '.repeat(8_000_000),
      headers: { 'content-type': 'application/json' },
    });
    expect(announced.status).toBe(413);
    expect((await announced.json()).code).toBe('TOO_LARGE');
    expect((await fetch(`${door.url}/api/v1/small`, init)).status).toBe(413);
  });
});

describe('streams', () => {
  const mebibyte = Buffer.alloc(1024 * 1024, 7);
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  /** Bytes that something still holds on to. */
  const held = () => {
    collectGarbage();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return arrayBuffers + heapUsed;
  };

  test('200 MB go in and out with flat memory, and the same bytes come back', async () => {
    const door = await open([entryOf('api/v1/echo', { POST: echo })]);
    const sent = createHash('sha256');
    function* pieces() {
      for (let count = 0; count < 200; count += 1) {
        const piece = Buffer.from(mebibyte);
        piece.writeUInt32LE(count);
        sent.update(piece);
        yield piece;
      }
    }
    // Not fetch: it takes a whole request stream into memory, and would hide what the server holds.
    const asking = httpRequest(`${door.url}/api/v1/echo`, { method: 'POST' });
    const sending = pipeline(Readable.from(pieces(), { highWaterMark: 1 }), asking);
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    const got = createHash('sha256');
    const base = held();
    let most = 0;
    let received = 0;
    for await (const part of response) {
      got.update(part);
      received += part.byteLength;
      if (received % (16 * mebibyte.length) < part.byteLength) most = Math.max(most, held() - base);
    }
    await sending;
    expect(got.digest('hex')).toBe(sent.digest('hex'));
    // Client and server share this process; a held file would be 200 MB more.
    expect(most / 2 ** 20).toBeLessThan(80);
  }, 120_000);

  test('a slow reader stops the writer', async () => {
    let made = 0;
    const endless = defineRoute({
      summary: 'Endless',
      auth: 'owner',
      answer: 'stream',
      handler: () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              made += 1;
              controller.enqueue(mebibyte);
            },
          }),
        ),
    });
    const door = await open([entryOf('api/v1/endless', { GET: endless })]);
    const socket = connect(door.port, '127.0.0.1');
    socket.write(get('/api/v1/endless'));
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    let before = -1;
    // Once nothing more is made between two looks, the writer stands still; an unheld one would go on for ever.
    await expect
      .poll(
        () => {
          const still = made === before;
          before = made;
          return still;
        },
        { interval: 200, timeout: 10_000 },
      )
      .toBe(true);
    expect(made).toBeLessThan(64);
    socket.destroy();
  });

  test('a client that leaves ends the work behind its request', async () => {
    let cancelled = false;
    let signal: AbortSignal | undefined;
    const silent = defineRoute({
      summary: 'Silent',
      auth: 'owner',
      answer: 'stream',
      handler: ({ request }) => {
        signal = request.signal;
        return new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new Uint8Array(1)),
            cancel: () => {
              cancelled = true;
            },
          }),
        );
      },
    });
    const door = await open([entryOf('api/v1/silent', { GET: silent })]);
    const leave = new AbortController();
    await fetch(`${door.url}/api/v1/silent`, { signal: leave.signal });
    expect(signal?.aborted).toBe(false);
    leave.abort();
    await expect.poll(() => cancelled && signal?.aborted).toBe(true);
  });

  test('an upload that breaks off fails in the handler', async () => {
    let outcome: Promise<unknown> | undefined;
    const swallow = defineRoute({
      summary: 'Swallow',
      auth: 'owner',
      body: 'stream',
      answer: z.null(),
      handler: async ({ body }) => {
        outcome = (async () => {
          for await (const part of body) expect(part.byteLength).toBeGreaterThan(0);
          return 'complete';
        })().catch(() => 'broken');
        await outcome;
        return null;
      },
    });
    const door = await open([entryOf('api/v1/swallow', { PUT: swallow })]);
    const socket = connect(door.port, '127.0.0.1');
    socket.write('PUT /api/v1/swallow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf');
    await expect.poll(() => outcome !== undefined).toBe(true);
    socket.destroy();
    expect(await outcome).toBe('broken');
  });

  test('an answer that fails half-way is cut short, never ended as if whole', async () => {
    const failing = defineRoute({
      summary: 'Failing',
      auth: 'owner',
      answer: 'stream',
      handler: () => {
        let sent = 0;
        return new Response(
          new ReadableStream({
            pull(controller) {
              sent += 1;
              if (sent > 3) controller.error(new Error('damaged'));
              else controller.enqueue(new Uint8Array(10));
            },
          }),
        );
      },
    });
    const door = await open([entryOf('api/v1/failing', { GET: failing })]);
    const response = await fetch(`${door.url}/api/v1/failing`);
    await expect(response.arrayBuffer()).rejects.toThrow();
  });
});

describe('the event stream', () => {
  async function listen(door: TestDoor, project: string, headers: Record<string, string> = {}) {
    const leave = new AbortController();
    const response = await fetch(`${door.url}/p/${project}/api/v1/events`, { signal: leave.signal, headers });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const seen = { text: '', ended: false };
    const reading = (async () => {
      const decoder = new TextDecoder();
      try {
        for await (const part of response.body ?? []) seen.text += decoder.decode(part);
      } catch {
        // Left on purpose, below.
      }
      seen.ended = true;
    })();
    return { seen, leave: () => leave.abort(), reading };
  }

  test('brings changes of its own project and of no other', async () => {
    const door = await open(scanned);
    const mine = await listen(door, 'flights');
    await expect.poll(() => eventHub().connected()).toBe(true);
    announce(here, { topic: 'run', id: 'foreign' });
    announce(flights, { topic: 'run', id: 'r1' });
    announce(flights, { topic: 'run', id: 'r1' });
    announce(flights, { topic: 'job', id: 'j\n1' });
    await expect.poll(() => mine.seen.text).toContain('{"topic":"job","id":"j\\n1"}');
    expect(mine.seen.text).toContain('event: change\ndata: {"topic":"run","id":"r1"}\n\n');
    expect(mine.seen.text.match(/"r1"/g)).toHaveLength(1);
    expect(mine.seen.text).not.toContain('foreign');
    mine.leave();
    await expect.poll(() => eventHub().listeners()).toBe(0);
  });

  test('one database connection serves all listeners', async () => {
    const door = await open(scanned);
    const listeners = await Promise.all(Array.from({ length: 8 }, () => listen(door, 'flights')));
    await expect.poll(() => eventHub().connected()).toBe(true);
    const rows = await db.$queryRaw<
      { n: bigint }[]
    >`SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'traza events' AND datname = current_database()`;
    expect(Number(rows[0]?.n)).toBe(1);
    announce(flights, { topic: 'model', id: 'm' });
    await expect.poll(() => listeners.every((one) => one.seen.text.includes('"model"'))).toBe(true);
    for (const one of listeners) one.leave();
  });

  test('a broken database connection comes back, and listeners are told of the gap', async () => {
    const door = await open(scanned);
    const mine = await listen(door, 'flights');
    await expect.poll(() => eventHub().connected()).toBe(true);
    await db.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'traza events' AND datname = current_database()`;
    await expect.poll(() => mine.seen.text, { timeout: 10_000 }).toContain('event: gap');
    await mine.reading;
    const again = await listen(door, 'flights', { 'last-event-id': '1' });
    await expect.poll(() => again.seen.text).toContain('event: gap');
    announce(flights, { topic: 'run', id: 'after' });
    await expect.poll(() => again.seen.text).toContain('after');
    again.leave();
  });

  test('a stop ends streams first', async () => {
    const door = await open(scanned);
    const mine = await listen(door, 'flights');
    await closeEventHub();
    await mine.reading;
    expect(mine.seen.ended).toBe(true);
  });
});

test('figures name routes by pattern', async () => {
  const door = await open([...scanned, entryOf('api/v1/who/[name]', { GET: who })]);
  await fetch(`${door.url}/api/v1/who/somebody`);
  const text = await (await fetch(`${door.url}/metrics`)).text();
  expect(/duration_seconds_count\{method="GET",route="\/api\/v1\/who\/\{name\}",status="200"\} \d+/.test(text)).toBe(
    true,
  );
  expect(text.includes('somebody')).toBe(false);
  for (const name of [
    'traza_jobs',
    'traza_workers',
    'traza_database_pool_connections',
    'traza_event_streams',
    'traza_database_up 1',
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_seconds',
  ]) {
    expect(text.includes(name), name).toBe(true);
  }
});

test('the OpenAPI document and the reference describe every route', async () => {
  const door = await open(scanned);
  const document = await (await fetch(`${door.url}/api/v1/openapi.json`)).json();
  expect(document.openapi).toBe('3.1.0');
  const ours = scanned.filter((entry) => entry.pattern.startsWith('/api/v1/'));
  expect(Object.keys(document.paths).some((pattern) => pattern.startsWith('/api/2.0'))).toBe(false);
  for (const entry of ours) {
    for (const method of Object.keys(entry.methods))
      expect(document.paths[entry.pattern][method.toLowerCase()].summary).toBeTruthy();
  }
  const names = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((item) =>
    Object.values(item).map((one) => one.operationId),
  );
  expect(new Set(names).size).toBe(names.length);
  for (const [, ref] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
    expect(document.components.schemas, ref).toHaveProperty((ref ?? '').replace('#/components/schemas/', ''));
  }
  const page = await fetch(`${door.url}/api/v1/docs`);
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  const html = await page.text();
  expect(html).toContain('/api/v1/projects');
  expect(html).not.toContain('<script');
});
