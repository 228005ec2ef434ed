/** Every code a client can meet, with the HTTP status it travels under. Codes are stable: clients branch on them. */
export const errorStatus = {
  INVALID_INPUT: 400,
  BAD_FILE: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  IDEMPOTENCY_CONFLICT: 409,
  LEASE_LOST: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RANGE_NOT_SATISFIABLE: 416,
  UNPROCESSABLE: 422,
  NAN_LOSS: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  CORRUPT_BLOB: 500,
  DISK_FULL: 507,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** One bad field: where it is (dot path as the client wrote it), and what would be right. */
export interface FieldError {
  path: string;
  message: string;
  /** What is wrong, by a stable code with its values: pages say it in their reader's language. */
  code?: string;
  values?: Record<string, string | number>;
}

/**
 * An error whose message may be shown to the user: it names the field, what was wrong and what would be right.
 * Anything else that is thrown reaches the user as INTERNAL without its message.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldError[];
  /** What to do next, in one sentence. */
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, more: { fields?: FieldError[]; hint?: string; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'DomainError';
    this.code = code;
    this.fields = more.fields ?? [];
    this.hint = more.hint;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}
