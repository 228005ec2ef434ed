import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { compress, decompress } from './compress.ts';

// The first byte of a body is the version of the format times two, plus one when the packed bytes are a zstd frame.
const version = 1;

/** Closes columns into the bytes of a block: a head, the packed bytes, the plain ones. */
export function packBody(columns: ByteWriter): Uint8Array {
  const packed = columns.packed.written();
  const frame = compress(packed);
  const smaller = frame.length < packed.length;
  const content = smaller ? frame : packed;
  const plain = columns.plain.written();
  const out = new ByteWriter(content.length + plain.length + 16);
  out.byte(version * 2 + Number(smaller));
  out.count(content.length);
  if (smaller) out.count(packed.length);
  out.packed.append(content);
  out.packed.append(plain);
  return out.packed.written();
}

/** Opens the bytes of a block. @throws Error for a format this version does not know */
export function unpackBody(body: Uint8Array): ByteReader {
  const head = new ByteReader(body);
  const form = head.byte();
  if (form >> 1 !== version) {
    throw new Error(`A metric block has format ${form >> 1}; this version of Traza reads format ${version}.`);
  }
  const length = head.count();
  const unpacked = (form & 1) === 1 ? head.count() : undefined;
  const content = head.take(length);
  return new ByteReader(unpacked === undefined ? content : decompress(content, unpacked), head.rest());
}
