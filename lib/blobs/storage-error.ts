import { DomainError } from '../errors.ts';

const fullCodes = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** A full disk, told by Node or by PostgreSQL, as the error a person can act on. Everything else passes through. */
export function storageError(error: unknown, where: string): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && fullCodes.has(cause.code)) {
      return new DomainError('DISK_FULL', `The disk that holds ${where} is full; nothing was stored.`, {
        hint: 'Free space there, then send the bytes again.',
        cause: error,
      });
    }
  }
  return error;
}
