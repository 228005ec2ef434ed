import { createHash } from 'node:crypto';
import { DomainError } from '../errors.ts';
import type { BlobInfo } from './blob-store.ts';

/**
 * The pieces as a stream that holds each back until the next has come, and the last until the whole was found right:
 * a reader never sees the end of wrong bytes.
 */
export function verifiedStream(expected: BlobInfo, chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  const hash = createHash('sha256');
  let size = 0;
  let held: Uint8Array | undefined;
  return pullStream(chunks, (chunk, controller) => {
    if (chunk) {
      hash.update(chunk);
      size += chunk.length;
      const ready = held;
      held = chunk;
      if (!ready) return false;
      controller.enqueue(ready);
      return true;
    }
    const digest = hash.digest('hex');
    if (digest !== expected.digest || size !== expected.size) throw corruptBlob(expected, { digest, size });
    if (held) controller.enqueue(held);
    return true;
  });
}

/** A part, whose length alone can be checked. */
export function rangeStream(
  expected: BlobInfo,
  length: number,
  chunks: AsyncGenerator<Uint8Array>,
): ReadableStream<Uint8Array> {
  let size = 0;
  return pullStream(chunks, (chunk, controller) => {
    if (!chunk) {
      if (size !== length) throw corruptBlob(expected, { size });
      return true;
    }
    size += chunk.length;
    controller.enqueue(chunk);
    return true;
  });
}

type Controller = ReadableStreamDefaultController<Uint8Array>;

/** `handle` gets each piece, then undefined at the end; it says whether it gave the reader something. */
function pullStream(
  chunks: AsyncGenerator<Uint8Array>,
  handle: (chunk: Uint8Array | undefined, controller: Controller) => boolean,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          const step = await chunks.next();
          if (step.done) {
            handle(undefined, controller);
            controller.close();
            return;
          }
          if (handle(step.value, controller)) return;
        }
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

export function corruptBlob(expected: BlobInfo, found: Partial<BlobInfo>): DomainError {
  const what = [
    ...(found.size !== undefined && found.size !== expected.size
      ? [`${found.size} bytes instead of ${expected.size}`]
      : []),
    ...(found.digest !== undefined && found.digest !== expected.digest ? [`SHA-256 ${found.digest}`] : []),
  ].join(' and ');
  return new DomainError(
    'CORRUPT_BLOB',
    `The stored bytes of ${expected.digest} are damaged: they have ${what || 'missing parts'}.`,
    {
      hint: 'Restore the blob from a backup, or import the same file again.',
    },
  );
}
