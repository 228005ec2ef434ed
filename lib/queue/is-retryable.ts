import type { ErrorCode } from '../errors.ts';

/** Codes of failed attempts beyond those of errors.ts. */
export type AttemptErrorCode = ErrorCode | 'TIMED_OUT' | 'WORKER_LOST' | 'PROCESS_DIED';

// The same input would meet the same end again.
const final = new Set<string>([
  'INVALID_INPUT',
  'BAD_FILE',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'CONFLICT',
  'IDEMPOTENCY_CONFLICT',
  'TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'RANGE_NOT_SATISFIABLE',
  'UNPROCESSABLE',
  'NAN_LOSS',
  'CORRUPT_BLOB',
  'TIMED_OUT',
] satisfies AttemptErrorCode[]);

/** Whether another attempt may end differently: a full disk or a dead process yes, bad input no. */
export function isRetryable(code: string): boolean {
  return !final.has(code);
}
