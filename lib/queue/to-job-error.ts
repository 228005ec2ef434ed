import { DomainError } from '../errors.ts';
import type { JobError } from './schema.ts';

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** What the user reads of an error a handler threw; the text of an unexpected one is for the log alone. */
export function toJobError(error: unknown): JobError {
  if (error instanceof DomainError) {
    return {
      code: error.code,
      message: error.message,
      ...(error.hint ? { hint: error.hint } : {}),
      ...(error.fields.length > 0 ? { fields: error.fields } : {}),
    };
  }
  if (codeOf(error) === 'ENOSPC') {
    return {
      code: 'DISK_FULL',
      message: 'The disk of the worker is full.',
      hint: 'Free space there; the job tries again.',
    };
  }
  const name = error instanceof Error ? error.name : 'Error';
  return {
    code: 'INTERNAL',
    message: `The job stopped on an unexpected ${name}; its log has the message.`,
  };
}
