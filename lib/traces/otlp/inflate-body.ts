import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { DomainError } from '../../errors.ts';

const inflaters = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/** Bytes of a request, and what they may be once they are inflated: a bomb ends here. */
export const mostBytes = 32 * 1024 * 1024;
const mostInflated = 128 * 1024 * 1024;

/**
 * The body of an export as it was before it was compressed.
 * @param encoding the content-encoding header
 * @throws DomainError TOO_LARGE, INVALID_INPUT (unknown encoding, damaged bytes)
 */
export async function inflateBody(bytes: Uint8Array, encoding: string | null): Promise<Uint8Array> {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity' || name === '') return bytes;
  if (name !== 'gzip' && name !== 'deflate') {
    throw new DomainError('INVALID_INPUT', 'This content-encoding is not known; gzip and deflate are.', {
      fields: [{ path: 'content-encoding', message: 'must be gzip or deflate' }],
    });
  }
  try {
    return await inflaters[name](bytes, { maxOutputLength: mostInflated });
  } catch (cause) {
    const tooLarge = cause instanceof RangeError;
    throw new DomainError(
      tooLarge ? 'TOO_LARGE' : 'INVALID_INPUT',
      tooLarge ? `The request has more than ${mostInflated} bytes once it is inflated.` : `The body is not ${name}.`,
      { cause },
    );
  }
}
