import type { Logger } from 'pino';
import { DomainError, type ErrorCode, errorStatus, type FieldError } from '../errors.ts';
import { jsonResponse } from './json-response.ts';

/** What an error looks like to a client: RFC 9457, with a code to branch on. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  hint?: string;
  requestId: string;
  fields: FieldError[];
}

const titles: Record<ErrorCode, string> = {
  INVALID_INPUT: 'The request is not valid',
  BAD_FILE: 'The file cannot be read',
  UNAUTHENTICATED: 'Sign in first',
  FORBIDDEN: 'Not allowed',
  NOT_FOUND: 'Not found',
  METHOD_NOT_ALLOWED: 'Method not allowed',
  CONFLICT: 'Conflict with what is there',
  IDEMPOTENCY_CONFLICT: 'Idempotency key used before',
  LEASE_LOST: 'The job is no longer held',
  TOO_LARGE: 'Too large',
  UNSUPPORTED_MEDIA_TYPE: 'Unsupported media type',
  RANGE_NOT_SATISFIABLE: 'Range not satisfiable',
  UNPROCESSABLE: 'Cannot be processed',
  NAN_LOSS: 'The loss is not a number',
  TOO_MANY_REQUESTS: 'Too many requests',
  INTERNAL: 'Internal error',
  CORRUPT_BLOB: 'Stored bytes are damaged',
  DISK_FULL: 'The disk is full',
  UNAVAILABLE: 'Not available now',
};

interface DriverCause {
  originalCode?: string;
  code?: string;
  kind?: string;
}

interface ForeignError {
  name?: string;
  code?: unknown;
  message?: string;
  meta?: { code?: string; driverAdapterError?: { cause?: DriverCause } };
  cause?: unknown;
}

const unreachable = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
]);
const lostConnection = /connection terminated|timeout exceeded when trying to connect|can't reach database/i;

/** What an unknown error means to the client, without a word of its message: that may hold SQL or paths. */
export function domainErrorOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const foreign: ForeignError = typeof error === 'object' && error !== null ? error : {};
  const driver = foreign.meta?.driverAdapterError?.cause;
  const codes = [foreign.code, foreign.meta?.code, driver?.originalCode, driver?.code].filter(
    (code) => typeof code === 'string',
  );
  if (codes.includes('P2002') || codes.includes('23505')) {
    return new DomainError('CONFLICT', 'Something with this name or key exists already.', { cause: error });
  }
  if (codes.includes('P2003') || codes.includes('23503')) {
    return new DomainError('CONFLICT', 'Something else refers to this, or what it refers to is gone.', {
      cause: error,
    });
  }
  if (codes.includes('P2025'))
    return new DomainError('NOT_FOUND', 'What the request names does not exist.', { cause: error });
  if (codes.includes('P2034') || codes.includes('40001') || codes.includes('40P01')) {
    return new DomainError('CONFLICT', 'Another request changed the same thing at the same time.', {
      hint: 'Send the request again.',
      cause: error,
    });
  }
  if (codes.includes('ENOSPC') || codes.includes('53100')) {
    return new DomainError('DISK_FULL', 'The disk is full; nothing was stored.', {
      hint: 'Free space, then send the request again.',
      cause: error,
    });
  }
  if (codes.some((code) => unreachable.has(code)) || (foreign.message && lostConnection.test(foreign.message))) {
    return new DomainError('UNAVAILABLE', 'The database cannot be reached.', {
      hint: 'Try again in a few seconds.',
      cause: error,
    });
  }
  return new DomainError(
    'INTERNAL',
    'Something went wrong on our side; the log of the server has the details under this request id.',
    { cause: error },
  );
}

/** The error as a client sees it. Unknown errors become INTERNAL without their message. */
export function problemOf(error: unknown, requestId: string): Problem {
  const known = domainErrorOf(error);
  return {
    type: `urn:traza:problem:${known.code.toLowerCase().replaceAll('_', '-')}`,
    title: titles[known.code],
    status: errorStatus[known.code],
    code: known.code,
    detail: known.message,
    ...(known.hint ? { hint: known.hint } : {}),
    requestId,
    fields: known.fields,
  };
}

/** Answers an error as application/problem+json, and logs what the client is not told. */
export function problemResponse(
  error: unknown,
  requestId: string,
  log: Logger,
  headers: Record<string, string> = {},
): Response {
  const problem = problemOf(error, requestId);
  if (problem.status >= 500) log.error({ error, requestId, code: problem.code }, 'request failed');
  return jsonResponse(problem, {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(problem.code === 'UNAVAILABLE' || problem.code === 'TOO_MANY_REQUESTS' ? { 'retry-after': '2' } : {}),
      ...headers,
    },
  });
}
