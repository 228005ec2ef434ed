import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type Identity, identify } from '../auth/identify.ts';
import type { Ctx } from '../context.ts';
import { env } from '../env.ts';
import { DomainError } from '../errors.ts';
import { log } from '../log.ts';
import { parseInput } from '../parse-input.ts';
import { etagOf, isFresh, notModified } from './conditional.ts';
import { headerOf, jsonResponse, plainAnswer, setHeader, textResponse } from './json-response.ts';
import { problemResponse } from './problem.ts';
import { announcedBytes, checkText, readJsonBody, streamBody } from './read-body.ts';
import { requestContext } from './request-context.ts';
import { factsOf } from './request-facts.ts';
import { idempotencyKey, runIdempotent } from './run-idempotent.ts';
import { strictSchema } from './strict-schema.ts';

/** What the handlers of public routes get: nobody has been asked who they are, so there is no project and no database. */
export interface PublicCtx {
  now: () => Date;
  log: Logger;
}

type AnswerWithStatus = { status: number; schema?: z.ZodType };
type AnswerSpec = z.ZodType | AnswerWithStatus | 'stream';

type BodyOf<B> = B extends 'stream' ? AsyncIterable<Uint8Array> : B extends z.ZodType ? z.output<B> : undefined;
type AnswerOf<R> = R extends 'stream'
  ? never
  : R extends z.ZodType
    ? z.input<R>
    : R extends { schema: infer S extends z.ZodType }
      ? z.input<S>
      : undefined;

export interface RouteArgs<Auth, P extends z.ZodType, Q extends z.ZodType, B> {
  ctx: Auth extends 'owner' ? Ctx : PublicCtx;
  params: z.output<P>;
  query: z.output<Q>;
  body: BodyOf<B>;
  request: Request;
  requestId: string;
  /** Headers added to the answer when the handler returns a value. */
  responseHeaders: Headers;
}

export interface RouteLimits {
  bodyBytes?: number;
  /**
   * Asked before the body is read, with its announced length (bodyBytes where there is none). It may refuse by throwing;
   * what it returns is called when the answer is made.
   */
  admit?: (bytes: number) => () => void;
}

export interface RouteDeclaration<
  Auth extends 'owner' | 'public' = 'owner' | 'public',
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType | 'stream' = z.ZodType | 'stream',
  R extends AnswerSpec = AnswerSpec,
> {
  /** One line, for people who read the API reference. */
  summary: string;
  /** What a caller must know and the schemas cannot say. */
  description?: string;
  /** 'owner' asks for credentials where the server has a token; 'public' answers everybody. */
  auth: Auth;
  /** An object schema over the [name] parts of the URL; the values arrive as strings, [...name] as an array. */
  params?: P;
  /** An object schema; values arrive as strings, so use z.coerce or z.stringbool; fields that are arrays collect repeats. */
  query?: Q;
  /** JSON by this schema, or 'stream' for any bytes. Fields the schema does not name are refused. */
  body?: B;
  /** What a success looks like: a schema (status 200), a status with a schema, or 'stream' when the handler returns a Response. */
  answer: R;
  limits?: RouteLimits;
  /** A creation that may be sent again with the same Idempotency-Key; it runs in one transaction. */
  idempotent?: boolean;
  handler: (args: RouteArgs<Auth, P, Q, B>) => Promise<AnswerOf<R> | Response> | AnswerOf<R> | Response;
}

/** A declaration without its types, for tables and documents. */
export type AnyDeclaration = Omit<RouteDeclaration, 'handler'>;

export interface RouteContext {
  params: Promise<Record<string, string | string[]>>;
}

export interface Route {
  (request: Request, context: RouteContext): Promise<Response>;
  declaration: AnyDeclaration;
}

const defaultBodyBytes = 1024 * 1024;
/** Below this a tag would save nothing. */
const smallestTagged = 512;

function arrayFields(schema: z.ZodType | undefined): Set<string> {
  const names = new Set<string>();
  if (!(schema instanceof z.ZodObject)) return names;
  for (const [name, field] of Object.entries(schema.shape)) {
    let inner: unknown = field;
    while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodNullable)
      inner = inner.unwrap();
    if (inner instanceof z.ZodArray) names.add(name);
  }
  return names;
}

function readQuery(search: URLSearchParams, arrays: Set<string>): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    for (const value of [name, ...values]) checkText(value, [name]);
    if (!arrays.has(name) && values.length > 1) {
      throw new DomainError(
        'INVALID_INPUT',
        `The query parameter ${name} is given ${values.length} times; it takes one value.`,
        {
          fields: [{ path: name, message: 'is given more than once' }],
        },
      );
    }
    Object.defineProperty(query, name, { value: arrays.has(name) ? values : values[0], enumerable: true });
  }
  return query;
}

function statusAndSchema(answer: AnswerSpec): { status: number; schema: z.ZodType | undefined } {
  if (answer === 'stream') return { status: 200, schema: undefined };
  if ('status' in answer) return { status: answer.status, schema: answer.schema };
  return { status: 200, schema: answer };
}

function searchOf(request: Request): URLSearchParams {
  const at = request.url.indexOf('?');
  const end = request.url.indexOf('#', at);
  return new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1, end < 0 ? undefined : end));
}

/**
 * Makes a route from its declaration: a plain function from Request to Response that our front door and Next both mount.
 * It authenticates, parses, calls the handler, and answers every error as application/problem+json.
 */
export function defineRoute<
  const Auth extends 'owner' | 'public',
  P extends z.ZodType = z.ZodType<Record<string, never>>,
  Q extends z.ZodType = z.ZodType<Record<string, never>>,
  B extends z.ZodType | 'stream' = z.ZodUndefined,
  const R extends AnswerSpec = AnswerSpec,
>(declaration: RouteDeclaration<Auth, P, Q, B, R>): Route {
  const { auth, handler } = declaration;
  const none = z.strictObject({});
  const params = declaration.params ? strictSchema(declaration.params) : undefined;
  const query: z.ZodType = declaration.query ? strictSchema(declaration.query) : none;
  const bodySpec: z.ZodType | 'stream' | undefined = declaration.body;
  const body = bodySpec === undefined || bodySpec === 'stream' ? bodySpec : strictSchema(bodySpec);
  const arrays = arrayFields(declaration.query);
  const { status, schema } = statusAndSchema(declaration.answer);
  const strictAnswer = schema && strictSchema(schema);
  const limit = declaration.limits?.bodyBytes;

  function toResponse(value: unknown, headers: Headers | undefined): Response {
    if (value instanceof Response) {
      for (const [name, text] of headers ?? []) if (!value.headers.has(name)) value.headers.set(name, text);
      return value;
    }
    if (strictAnswer && !env().production) checkAnswer(strictAnswer, value, declaration.summary);
    if (value === undefined) return new Response(null, { status: status === 200 ? 204 : status, headers });
    return jsonResponse(value, { status, headers });
  }

  /** Answers to GET carry a tag, so that a page that looks again is told in a few bytes that nothing changed. */
  function tagged(request: Request, response: Response): Response {
    const text = request.method === 'GET' && response.status === 200 ? plainAnswer(response)?.text : undefined;
    if (text === undefined || text.length < smallestTagged || headerOf(response, 'cache-control') !== null)
      return response;
    const etag = headerOf(response, 'etag') ?? etagOf(text);
    if (isFresh(request, etag)) return notModified(etag);
    setHeader(response, 'etag', etag);
    setHeader(response, 'cache-control', 'private, no-cache');
    return response;
  }

  async function answer(request: Request, context: RouteContext, requestId: string): Promise<Response> {
    const child = lazyLog(requestId);
    const facts = factsOf(request);
    let ctx: Ctx | PublicCtx = {
      now,
      get log() {
        return child();
      },
    };
    let owned: Ctx | undefined;
    if (auth !== 'public') {
      const { token, port } = env();
      const identity: Identity | undefined = facts ? facts.identity : identify(request.headers, { token, port });
      if (!identity) throw unauthenticated();
      owned = await requestContext(request, identity, child);
      ctx = owned;
    }
    const rawParams = params ? await context.params : {};
    for (const [name, value] of Object.entries(rawParams)) for (const part of [value].flat()) checkText(part, [name]);
    const rawBody =
      body === undefined || body === 'stream' ? null : await readJsonBody(request, limit ?? defaultBodyBytes);
    const given = {
      params: params ? parseInput(params, rawParams, 'address') : {},
      query: parseInput(query, readQuery(searchOf(request), arrays), 'query'),
      body:
        body === undefined
          ? undefined
          : body === 'stream'
            ? streamBody(request, limit)
            : parseInput(body, rawBody, 'body'),
    };
    let headers: Headers | undefined;
    const responseHeaders = () => {
      headers ??= new Headers();
      return headers;
    };
    // The schemas above made these values; TypeScript cannot follow them through the declaration's generics.
    const call = (inner: Ctx | PublicCtx) =>
      handler({
        ctx: inner,
        ...given,
        request,
        requestId,
        get responseHeaders() {
          return responseHeaders();
        },
      } as RouteArgs<Auth, P, Q, B>);
    const key = declaration.idempotent && owned ? idempotencyKey(request) : undefined;
    if (key === undefined || !owned) return tagged(request, toResponse(await call(ctx), headers));
    const stored = await runIdempotent(
      owned,
      {
        route: `${request.method} ${routeName(request)}`,
        key,
        request: { search: searchOf(request).toString(), body: rawBody ?? null },
      },
      async (tx) => {
        const response = toResponse(await call(tx), headers);
        return { status: response.status, body: response.body ? await response.text() : '' };
      },
    );
    if (stored.replayed) responseHeaders().set('idempotency-replayed', 'true');
    if (stored.body === '') return new Response(null, { status: stored.status, headers });
    return textResponse(stored.body, { status: stored.status, headers });
  }

  const route = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = factsOf(request)?.requestId ?? requestIdOf(request);
    let response: Response;
    let leave: (() => void) | undefined;
    try {
      leave = declaration.limits?.admit?.(announcedBytes(request) ?? limit ?? defaultBodyBytes);
      response = await answer(request, context, requestId);
    } catch (error) {
      response = problemResponse(error, requestId, log());
      if (response.status === 401) setHeader(response, 'www-authenticate', 'Bearer realm="Traza"');
    } finally {
      leave?.();
    }
    return stamped(response, requestId);
  };
  return Object.assign(route, { declaration });
}

/** Gives an answer of any route the headers that all answers carry. */
export function stamped(response: Response, requestId: string): Response {
  try {
    setHeader(response, 'x-request-id', requestId);
  } catch {
    // Response.redirect() and answers of fetch() cannot be written to.
    return stamped(new Response(response.body, response), requestId);
  }
  setHeader(response, 'x-content-type-options', 'nosniff');
  if (headerOf(response, 'cache-control') === null) setHeader(response, 'cache-control', 'no-store');
  return response;
}

const now = () => new Date();

/** Most requests log nothing; a child logger costs as much as a small answer. */
function lazyLog(requestId: string): () => Logger {
  let child: Logger | undefined;
  return () => {
    child ??= log().child({ requestId });
    return child;
  };
}

export function unauthenticated(): DomainError {
  return new DomainError('UNAUTHENTICATED', 'This server asks for its token.', {
    hint: 'Send the header authorization: Bearer <TRAZA_TOKEN>, or sign in at /sign-in.',
  });
}

const requestIdPattern = /^[A-Za-z0-9._-]{8,64}$/;

/** The client's own request id when it is a harmless one, a new one otherwise. */
export function requestIdOf(request: { headers: { get: (name: string) => string | null } }): string {
  const given = request.headers.get('x-request-id');
  return given !== null && requestIdPattern.test(given) ? given : randomUUID().replaceAll('-', '');
}

function routeName(request: Request): string {
  return new URL(request.url).pathname.replace(/^\/p\/[^/]+(?=\/api\/)/, '');
}

/** Outside production an answer that breaks its own schema is our bug, and says so. */
function checkAnswer(schema: z.ZodType, value: unknown, summary: string): void {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new Error(`The answer of "${summary}" does not fit its schema: ${z.prettifyError(parsed.error)}`);
  }
}
