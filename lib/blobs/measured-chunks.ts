import { createHash } from 'node:crypto';
import { DomainError } from '../errors.ts';
import type { BlobInfo, ByteSource, PutOptions } from './blob-store.ts';
import { readChunks } from './read-chunks.ts';

/**
 * Passes a source on while it counts and hashes; `info` is complete once the last piece was taken.
 * @throws DomainError TOO_LARGE while reading; the signal's reason when it aborts
 */
export function measuredChunks(
  source: ByteSource,
  options: PutOptions,
): { chunks: AsyncGenerator<Uint8Array>; info: () => BlobInfo } {
  const hash = createHash('sha256');
  let size = 0;
  let result: BlobInfo | undefined;
  async function* chunks() {
    for await (const chunk of readChunks(source)) {
      options.signal?.throwIfAborted();
      size += chunk.length;
      if (options.maxBytes !== undefined && size > options.maxBytes) {
        throw new DomainError('TOO_LARGE', `More than ${options.maxBytes} bytes were sent.`, {
          hint: 'Send a smaller file.',
        });
      }
      hash.update(chunk);
      yield chunk;
    }
    options.signal?.throwIfAborted();
    result = { digest: hash.digest('hex'), size };
  }
  const info = () => {
    if (!result) throw new Error('The source was not read to its end.');
    if (options.expectedDigest !== undefined && options.expectedDigest !== result.digest) {
      throw new DomainError(
        'INVALID_INPUT',
        `The bytes have SHA-256 ${result.digest} and not ${options.expectedDigest} as announced.`,
        {
          fields: [{ path: 'digest', message: `the ${result.size} bytes received have SHA-256 ${result.digest}` }],
          hint: 'Something changed the bytes on their way; send them again.',
        },
      );
    }
    return result;
  };
  return { chunks: chunks(), info };
}
