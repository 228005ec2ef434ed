import { Readable } from 'node:stream';

/**
 * A Node stream as a web stream that holds at most 64 KiB. Readable.toWeb by itself counts pieces, not bytes: its
 * default bound of 65,536 pieces would take a whole upload into memory when the consumer is slower than the socket.
 */
export function toWebStream(readable: Readable): ReadableStream<Uint8Array> {
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 });
  return Readable.toWeb(readable, { strategy }) as ReadableStream<Uint8Array>;
}
