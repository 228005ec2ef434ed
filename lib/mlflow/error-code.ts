import type { DomainError, ErrorCode } from '../errors.ts';

/**
 * MLflow's error codes that we answer, with the HTTP status each travels under. Its client branches on the code, and
 * sends every request again on 429, 500, 502, 503 and 504, for minutes: bad input is never one of those.
 */
export const mlflowStatus = {
  INVALID_PARAMETER_VALUE: 400,
  BAD_REQUEST: 400,
  RESOURCE_ALREADY_EXISTS: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  RESOURCE_DOES_NOT_EXIST: 404,
  ENDPOINT_NOT_FOUND: 404,
  RESOURCE_CONFLICT: 409,
  REQUEST_LIMIT_EXCEEDED: 429,
  INTERNAL_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  TEMPORARILY_UNAVAILABLE: 503,
} as const;

export type MlflowCode = keyof typeof mlflowStatus;

/** An error that only MLflow's clients meet, under a code of theirs. Its message may be shown to the user. */
export class MlflowError extends Error {
  readonly errorCode: MlflowCode;

  constructor(errorCode: MlflowCode, message: string) {
    super(message);
    this.name = 'MlflowError';
    this.errorCode = errorCode;
  }
}

const codes: Record<ErrorCode, MlflowCode> = {
  INVALID_INPUT: 'INVALID_PARAMETER_VALUE',
  BAD_FILE: 'INVALID_PARAMETER_VALUE',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  FORBIDDEN: 'PERMISSION_DENIED',
  NOT_FOUND: 'RESOURCE_DOES_NOT_EXIST',
  METHOD_NOT_ALLOWED: 'ENDPOINT_NOT_FOUND',
  CONFLICT: 'INVALID_PARAMETER_VALUE',
  IDEMPOTENCY_CONFLICT: 'RESOURCE_CONFLICT',
  LEASE_LOST: 'RESOURCE_CONFLICT',
  TOO_LARGE: 'BAD_REQUEST',
  UNSUPPORTED_MEDIA_TYPE: 'INVALID_PARAMETER_VALUE',
  RANGE_NOT_SATISFIABLE: 'BAD_REQUEST',
  UNPROCESSABLE: 'INVALID_PARAMETER_VALUE',
  NAN_LOSS: 'INVALID_PARAMETER_VALUE',
  TOO_MANY_REQUESTS: 'REQUEST_LIMIT_EXCEEDED',
  INTERNAL: 'INTERNAL_ERROR',
  CORRUPT_BLOB: 'INTERNAL_ERROR',
  DISK_FULL: 'TEMPORARILY_UNAVAILABLE',
  UNAVAILABLE: 'TEMPORARILY_UNAVAILABLE',
};

// What has a status of its own in HTTP keeps it; MLflow's code is then the nearest one.
const ownStatus: Partial<Record<ErrorCode, number>> = {
  METHOD_NOT_ALLOWED: 405,
  TOO_LARGE: 413,
  RANGE_NOT_SATISFIABLE: 416,
};

/** An error as MLflow's clients read it. */
export interface MlflowErrorAnswer {
  status: number;
  body: { error_code: MlflowCode; message: string };
}

/**
 * Translates an error of a verb.
 * @param conflict the code for CONFLICT: MLflow says RESOURCE_ALREADY_EXISTS where a name is taken
 */
export function mlflowErrorAnswer(error: DomainError | MlflowError, conflict?: MlflowCode): MlflowErrorAnswer {
  if (error instanceof MlflowError) {
    return {
      status: mlflowStatus[error.errorCode],
      body: { error_code: error.errorCode, message: error.message },
    };
  }
  const code = error.code === 'CONFLICT' && conflict ? conflict : codes[error.code];
  const message = error.hint ? `${error.message} ${error.hint}` : error.message;
  return { status: ownStatus[error.code] ?? mlflowStatus[code], body: { error_code: code, message } };
}
