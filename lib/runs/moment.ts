import { DomainError } from '../errors.ts';

// From the year 1 to the last moment that a JavaScript date can name.
const earliest = -62_135_596_800_000;
const latest = 8_640_000_000_000_000;

/**
 * A moment as PostgreSQL reads it.
 * @param ms milliseconds since 1970
 * @param path the field that says it, for the error
 * @throws DomainError INVALID_INPUT for moments that no timestamp can hold
 */
export function moment(ms: number, path: string): string {
  if (Number.isInteger(ms) && ms >= earliest && ms <= latest) return new Date(ms).toISOString().replace(/^\+/, '');
  throw new DomainError(
    'INVALID_INPUT',
    `Invalid value ${ms} for parameter '${path}' supplied: must be milliseconds since 1970, from ${earliest} to ${latest}.`,
    { fields: [{ path, message: `must be from ${earliest} to ${latest}` }] },
  );
}
