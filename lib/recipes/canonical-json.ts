import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { DomainError } from '../errors.ts';

/** JSON by RFC 8785: one text for one value. @throws DomainError INVALID_INPUT for values JSON cannot say (NaN, infinities, undefined at the top). */
export function canonicalJson(value: unknown): string {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (cause) {
    throw new DomainError('INVALID_INPUT', `The value has no canonical JSON form: ${String(cause)}.`, { cause });
  }
  if (text === undefined)
    throw new DomainError('INVALID_INPUT', 'The value has no canonical JSON form: it is undefined.');
  return text;
}

/** SHA-256 of the canonical JSON of a value, as 64 hex digits. */
export function canonicalDigest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
