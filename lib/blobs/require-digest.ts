import { DomainError } from '../errors.ts';
import { digestPattern } from '../ids.ts';

/** Guards every place where a digest becomes a path or a key. @throws DomainError INVALID_INPUT */
export function requireDigest(digest: string): string {
  if (!digestPattern.test(digest)) {
    throw new DomainError('INVALID_INPUT', 'A digest has 64 lower-case hexadecimal digits (SHA-256).', {
      fields: [{ path: 'digest', message: '64 lower-case hexadecimal digits' }],
    });
  }
  return digest;
}
