import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/**
 * Writes numbers of `width` bytes as planes: all their first bytes, then all their second bytes, ... Exponents beside
 * exponents compress, and mantissas do not disturb them.
 */
export function writePlanes(out: ByteWriter, bytes: Uint8Array, width: number): void {
  const count = bytes.length / width;
  for (let plane = 0; plane < width; plane += 1) {
    const part = new Uint8Array(count);
    for (let index = 0; index < count; index += 1) part[index] = bytes[index * width + plane] ?? 0;
    out.plane(part);
  }
}

/** The bytes of `count` numbers that writePlanes wrote. */
export function readPlanes(from: ByteReader, count: number, width: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count * width);
  for (let plane = 0; plane < width; plane += 1) {
    const part = from.plane(count);
    for (let index = 0; index < count; index += 1) bytes[index * width + plane] = part[index] ?? 0;
  }
  return bytes;
}
