import { z } from 'zod';
import { identify } from '../auth/identify.ts';
import type { Ctx } from '../context.ts';
import { env } from '../env.ts';
import { log } from '../log.ts';
import { badParameter, missingParameter } from '../mlflow/bad-parameter.ts';
import { type MlflowCode, MlflowError } from '../mlflow/error-code.ts';
import {
  type Route,
  type RouteContext,
  type RouteLimits,
  requestIdOf,
  stamped,
  unauthenticated,
} from './define-route.ts';
import { jsonResponse } from './json-response.ts';
import { mlflowErrorResponse } from './mlflow-error-response.ts';
import { announcedBytes, checkText, readMlflowBody, streamBody } from './read-body.ts';
import { requestContext } from './request-context.ts';
import { factsOf } from './request-facts.ts';

export interface MlflowArgs<I extends z.ZodType> {
  ctx: Ctx;
  /** What the client said: the body, or the query of a GET, with the [name] parts of the address. */
  input: z.output<I>;
  request: Request;
  /** The raw body, where the declaration takes one. */
  body: AsyncIterable<Uint8Array>;
}

export interface MlflowDeclaration<I extends z.ZodType> {
  /** One line, for people who read the code. */
  summary: string;
  /** Everybody must prove who they are where the server has a token. */
  auth: 'owner';
  /** Fields it does not name are ignored, as protobuf does. Values of a query arrive as strings, repeated ones as arrays. */
  input: I;
  /** 'stream': the body is a file and the query holds the fields. */
  body?: 'json' | 'stream';
  /** The code for a CONFLICT of the verb; INVALID_PARAMETER_VALUE when left out. */
  conflict?: MlflowCode;
  limits?: RouteLimits;
  /** A plain object is answered as JSON; undefined as {}. */
  handler: (args: MlflowArgs<I>) => Promise<object | undefined> | object | undefined;
}

const defaultBodyBytes = 16 * 1024 * 1024;

function queryOf(request: Request): Record<string, unknown> {
  const at = request.url.indexOf('?');
  if (at < 0) return {};
  const search = new URLSearchParams(request.url.slice(at + 1));
  const fields: Record<string, unknown> = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    for (const value of [name, ...values]) checkText(value, [name]);
    Object.defineProperty(fields, name, { value: values.length > 1 ? values : values[0], enumerable: true });
  }
  return fields;
}

function valueAt(given: unknown, path: PropertyKey[]): unknown {
  let value = given;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** metrics[0].timestamp, as the client wrote it. */
function nameOf(path: PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

/**
 * Parses by a schema and refuses in MLflow's words: the first bad field, what it was, what would be right.
 * @throws MlflowError INVALID_PARAMETER_VALUE
 */
export function parseMlflow<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue) throw new MlflowError('INVALID_PARAMETER_VALUE', 'The request is not valid.');
  const name = nameOf(issue.path);
  const value = valueAt(given, issue.path);
  // Protobuf does not tell a text that is empty from one that was not sent.
  if (value === undefined || value === null || (value === '' && issue.code === 'too_small')) {
    throw missingParameter(name);
  }
  const reason = issue.code === 'invalid_type' ? `must be ${issue.expected}` : issue.message;
  throw badParameter(name, value, `${reason}.`);
}

/**
 * Makes a route of MLflow's API from its declaration: the same front door, MLflow's shapes. Answers and errors are JSON
 * always, since its client cannot read anything else.
 */
export function defineMlflowRoute<I extends z.ZodType>(declaration: MlflowDeclaration<I>): Route {
  const { handler, conflict, body: kind = 'json' } = declaration;
  const limit = declaration.limits?.bodyBytes;

  async function answer(request: Request, context: RouteContext, requestId: string): Promise<Response> {
    const facts = factsOf(request);
    const { token, port } = env();
    const identity = facts ? facts.identity : identify(request.headers, { token, port });
    if (!identity) throw unauthenticated();
    const ctx = await requestContext(request, identity, () => log().child({ requestId }));
    const params = await context.params;
    for (const [name, value] of Object.entries(params)) for (const part of [value].flat()) checkText(part, [name]);
    const fromQuery = request.method === 'GET' || request.method === 'HEAD' || kind === 'stream';
    const fields = fromQuery ? queryOf(request) : await readMlflowBody(request, limit ?? defaultBodyBytes);
    const given = Object.keys(params).length > 0 ? { ...fields, ...params } : fields;
    const value = await handler({
      ctx,
      input: parseMlflow(declaration.input, given),
      request,
      get body() {
        return streamBody(request, limit);
      },
    });
    return value instanceof Response ? value : jsonResponse(value ?? {});
  }

  const route = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = factsOf(request)?.requestId ?? requestIdOf(request);
    let response: Response;
    let leave: (() => void) | undefined;
    try {
      leave = declaration.limits?.admit?.(announcedBytes(request) ?? limit ?? defaultBodyBytes);
      response = await answer(request, context, requestId);
    } catch (error) {
      response = mlflowErrorResponse(error, { requestId, log: log(), conflict });
    } finally {
      leave?.();
    }
    return stamped(response, requestId);
  };
  return Object.assign(route, {
    declaration: { summary: declaration.summary, auth: declaration.auth, answer: z.unknown() },
  });
}
