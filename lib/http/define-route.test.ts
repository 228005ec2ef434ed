import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { DomainError, errorStatus } from '../errors.ts';
import { testDatabase } from '../testing/test-database.ts';
import { defineRoute, type Route } from './define-route.ts';
import type { Problem } from './problem.ts';

const { newCtx } = await testDatabase();
await newCtx('default');

const context = { params: Promise.resolve({}) };

function post(
  body: string | Uint8Array<ArrayBuffer> | undefined,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Request {
  return new Request('http://localhost/api/v1/things', { method: 'POST', body, headers });
}

async function problem(
  route: Route,
  request: Request,
  params: Record<string, string | string[]> = {},
): Promise<Problem> {
  const response = await route(request, { params: Promise.resolve(params) });
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const answer: Problem = await response.json();
  expect(answer.status).toBe(response.status);
  expect(answer.requestId).toBe(response.headers.get('x-request-id'));
  return answer;
}

const nested = defineRoute({
  summary: 'Test',
  auth: 'owner',
  body: z.object({
    name: z.string().min(2),
    layers: z.array(z.object({ units: z.number().int() })).optional(),
    shape: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('a'), x: z.number() }),
        z.object({ kind: z.literal('b') }),
      ])
      .optional(),
    free: z.record(z.string(), z.json()).optional(),
  }),
  answer: z.object({ name: z.string() }),
  limits: { bodyBytes: 2000 },
  handler: ({ body }) => ({ name: body.name }),
});

const throwing = (error: unknown) =>
  defineRoute({
    summary: 'Throws',
    auth: 'owner',
    answer: z.null(),
    handler: () => {
      throw error;
    },
  });

describe('what the types say', () => {
  test('a route that does not say who may call it does not compile', () => {
    // @ts-expect-error auth is required
    const undeclared: Parameters<typeof defineRoute>[0] = { summary: 'x', answer: z.null(), handler: () => null };
    expect(undeclared.auth).toBeUndefined();
  });

  test('handlers get what the schemas make', () => {
    defineRoute({
      summary: 'Types',
      auth: 'owner',
      params: z.object({ run: z.string() }),
      query: z.object({ limit: z.coerce.number() }),
      body: 'stream',
      answer: { status: 201, schema: z.object({ ok: z.boolean() }) },
      handler: ({ ctx, params, query, body }) => {
        expectTypeOf(params.run).toEqualTypeOf<string>();
        expectTypeOf(query.limit).toEqualTypeOf<number>();
        expectTypeOf(body).toEqualTypeOf<AsyncIterable<Uint8Array>>();
        expectTypeOf(ctx.project.slug).toEqualTypeOf<string>();
        return { ok: true };
      },
    });
    defineRoute({
      summary: 'Public',
      auth: 'public',
      answer: z.number(),
      handler: ({ ctx }) => {
        expectTypeOf(ctx).not.toHaveProperty('db');
        return 1;
      },
    });
  });
});

describe('a body', () => {
  test('that fits reaches the handler', async () => {
    const response = await nested(post('{"name":"ab"}'), context);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ name: 'ab' });
  });

  test.each([
    ['an unknown field', '{"name":"ab","nmae":1}', 'nmae', /not a known field; known are name, layers/],
    [
      'an unknown field deep inside',
      '{"name":"ab","layers":[{"units":1,"unit":2}]}',
      'layers.0.unit',
      /not a known field/,
    ],
    ['an unknown field of a union', '{"name":"ab","shape":{"kind":"b","x":1}}', 'shape.x', /not a known field/],
    ['a wrong kind of a union', '{"name":"ab","shape":{"kind":"c"}}', 'shape.kind', /./],
    ['a missing field', '{}', 'name', /is required/],
    ['a wrong type', '{"name":["ab"]}', 'name', /must be string, not an array/],
    ['a broken number', '{"name":"ab","layers":[{"units":1.5}]}', 'layers.0.units', /./],
    ['an array for an object', '[]', '', /must be object, not an array/],
    ['NUL in a value', '{"name":"a\\u0000b"}', 'name', /NUL/],
    ['NUL in a key', '{"name":"ab","free":{"a\\u0000":1}}', 'free.a\0', /NUL/],
    ['half a surrogate', '{"name":"a\\ud800"}', 'name', /surrogate/],
    ['a prototype', '{"name":"ab","free":{"__proto__":{"x":1}}}', 'free.__proto__', /not a name/],
  ])('with %s is refused by its path', async (_, body, path, message) => {
    const answer = await problem(nested, post(body));
    expect(answer).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    expect(answer.fields[0]?.path).toBe(path);
    expect(answer.fields[0]?.message).toMatch(message);
  });

  test('nested too deep is refused', async () => {
    const deep = `{"name":"ab","free":{"a":${'['.repeat(90)}${']'.repeat(90)}}}`;
    expect((await problem(nested, post(deep))).detail).toMatch(/nested deeper/);
  });

  test.each([
    ['{"name":}', 'line 1, column 9, position 8'],
    ['{"name":"ab"', 'line 1, column 13, position 12'],
    ['{\n "name": NaN}', 'line 2, column 10, position 11'],
    ['{"name":"ab",}', 'position 13'],
    ['["a" "b"]', 'position 5'],
    ["{'name':1}", 'position 1'],
  ])('%j is not JSON at %s', async (body, place) => {
    const answer = await problem(nested, post(body));
    expect(answer.code).toBe('INVALID_INPUT');
    expect(answer.detail).toContain(place);
  });

  test('that is not UTF-8 is refused', async () => {
    expect((await problem(nested, post(new Uint8Array([0x22, 0xff, 0x22])))).detail).toMatch(/UTF-8/);
  });

  test.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'text/json; <script>'])(
    'of type %s is refused with 415, without repeating the type',
    async (type) => {
      const request = post(
        new TextEncoder().encode('{"name":"ab"}'),
        type === undefined ? {} : { 'content-type': type },
      );
      const answer = await problem(nested, request);
      expect(answer).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
      expect(JSON.stringify(answer)).not.toContain('script');
    },
  );

  test.each(['application/json', 'Application/JSON; charset=utf-8', 'application/merge-patch+json'])(
    'of type %s is read',
    async (type) => {
      expect((await nested(post('{"name":"ab"}', { 'content-type': type }), context)).status).toBe(200);
    },
  );

  test('larger than the limit is refused with 413, announced or not', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(3000) });
    const announced = post('{}', { 'content-type': 'application/json', 'content-length': '3000' });
    expect(await problem(nested, announced)).toMatchObject({ status: 413, code: 'TOO_LARGE' });
    expect(await problem(nested, post(large))).toMatchObject({ status: 413, code: 'TOO_LARGE' });
  });

  test('that is missing is asked for', async () => {
    expect((await problem(nested, post(undefined, {}))).detail).toMatch(/body is required/);
  });

  test('as a stream is cut at the limit', async () => {
    const route = defineRoute({
      summary: 'Stream',
      auth: 'owner',
      body: 'stream',
      answer: z.number(),
      limits: { bodyBytes: 10 },
      handler: async ({ body }) => {
        let size = 0;
        for await (const part of body) size += part.byteLength;
        return size;
      },
    });
    expect(await (await route(post('0123456789', {}), context)).json()).toBe(10);
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(6)) });
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: endless, duplex: 'half' };
    expect((await problem(route, new Request('http://localhost/x', init))).code).toBe('TOO_LARGE');
  });
});

describe('a query', () => {
  const route = defineRoute({
    summary: 'Query',
    auth: 'owner',
    query: z.object({
      limit: z.coerce.number().int().max(10).default(5),
      state: z.array(z.string()).optional(),
      name: z.string().optional(),
    }),
    answer: z.json(),
    handler: ({ query }) => JSON.parse(JSON.stringify(query)),
  });
  const get = (search: string) => new Request(`http://localhost/api/v1/things${search}`);

  test('is parsed, with repeats where the schema has an array', async () => {
    const response = await route(get('?limit=7&state=a&state=b'), context);
    expect(await response.json()).toEqual({ limit: 7, state: ['a', 'b'] });
    expect(await (await route(get('?state=a'), context)).json()).toEqual({ limit: 5, state: ['a'] });
  });

  test.each([
    ['?limit=x', 'limit'],
    ['?limit=11', 'limit'],
    ['?limt=1', 'limt'],
    ['?name=a&name=b', 'name'],
    ['?name=%00', 'name'],
    ['?__proto__=1', '__proto__'],
  ])('%s is refused by its name', async (search, path) => {
    const answer = await problem(route, get(search));
    expect(answer).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    expect(answer.fields[0]?.path).toBe(path);
  });
});

describe('an error', () => {
  test.each(Object.entries(errorStatus))('%s travels as %i with everything it says', async (code, status) => {
    const error = new DomainError(code as keyof typeof errorStatus, 'What happened.', {
      fields: [{ path: 'a.b', message: 'is wrong' }],
      hint: 'Do this.',
    });
    const answer = await problem(throwing(error), new Request('http://localhost/x'));
    expect(answer).toMatchObject({
      status,
      code,
      detail: 'What happened.',
      hint: 'Do this.',
      fields: [{ path: 'a.b', message: 'is wrong' }],
    });
  });

  test('nobody expected is INTERNAL without its message', async () => {
    for (const error of [new Error('SELECT secret FROM traza.run'), 'a string', { message: '/etc/passwd' }, null]) {
      const answer = await problem(throwing(error), new Request('http://localhost/x'));
      expect(answer).toMatchObject({ status: 500, code: 'INTERNAL', fields: [] });
      expect(JSON.stringify(answer)).not.toMatch(/secret|passwd|string/);
    }
  });

  test('of a unique column is a CONFLICT without names of columns', async () => {
    const route = defineRoute({
      summary: 'Twice',
      auth: 'owner',
      answer: z.null(),
      handler: async ({ ctx }) => {
        await ctx.db.project.create({ data: { id: ctx.project.id, slug: 'again', name: 'again' } });
        return null;
      },
    });
    const answer = await problem(route, new Request('http://localhost/x'));
    expect(answer).toMatchObject({ status: 409, code: 'CONFLICT' });
    expect(JSON.stringify(answer)).not.toMatch(/project|column|constraint|prisma/i);
  });

  test('of raw SQL with a unique column is a CONFLICT too', async () => {
    const route = defineRoute({
      summary: 'Twice',
      auth: 'owner',
      answer: z.null(),
      handler: async ({ ctx }) => {
        await ctx.db.$executeRaw`INSERT INTO traza.project (id, slug, name) VALUES (${ctx.project.id}, 'x', 'x')`;
        return null;
      },
    });
    expect((await problem(route, new Request('http://localhost/x'))).code).toBe('CONFLICT');
  });

  test('of a project that is not there is NOT_FOUND', async () => {
    for (const slug of ['nowhere', "x'; DROP TABLE", '..']) {
      const request = new Request('http://localhost/x', { headers: { 'x-traza-project': slug } });
      expect((await problem(throwing(null), request)).code).toBe('NOT_FOUND');
    }
  });
});

describe('an answer', () => {
  test('that breaks its schema is our error, not data for the client', async () => {
    const route = defineRoute({
      summary: 'Leaks',
      auth: 'owner',
      answer: z.object({ id: z.string() }),
      handler: () => {
        const row = { id: 'a', passwordHash: 'secret' };
        return row;
      },
    });
    const answer = await problem(route, new Request('http://localhost/x'));
    expect(answer.code).toBe('INTERNAL');
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  test('without content has status 204', async () => {
    const route = defineRoute({ summary: 'None', auth: 'owner', answer: { status: 204 }, handler: () => undefined });
    expect((await route(new Request('http://localhost/x'), context)).status).toBe(204);
  });

  test('to a GET carries a tag, and 304 when the client has it', async () => {
    const route = defineRoute({
      summary: 'Tagged',
      auth: 'owner',
      answer: z.string(),
      handler: () => 'x'.repeat(600),
    });
    const first = await route(new Request('http://localhost/x'), context);
    const etag = first.headers.get('etag') ?? '';
    const again = await route(
      new Request('http://localhost/x', { headers: { 'if-none-match': `"other", W/${etag}` } }),
      context,
    );
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    const stale = await route(new Request('http://localhost/x', { headers: { 'if-none-match': '"other"' } }), context);
    expect(stale.status).toBe(200);
  });

  test("keeps the client's request id when it is harmless", async () => {
    const id = async (given: string) =>
      (await nested(new Request('http://localhost/x', { headers: { 'x-request-id': given } }), context)).headers.get(
        'x-request-id',
      );
    expect(await id('abc-123.DEF')).toBe('abc-123.DEF');
    expect(await id('short')).not.toBe('short');
    expect(await id('<script>alert(1)</script>')).toMatch(/^[0-9a-f]{32}$/);
  });
});
