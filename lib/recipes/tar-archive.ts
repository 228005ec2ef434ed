/** A file of an archive. */
export interface TarEntry {
  path: string;
  bytes: Uint8Array;
}

export const tarBlock = 512;

function field(header: Buffer, text: string, offset: number, length: number): void {
  if (Buffer.byteLength(text) > length) throw new RangeError(`"${text}" does not fit a tar header.`);
  header.write(text, offset, length);
}

/** The header block of a file; its bytes follow, filled up to a whole number of blocks. */
export function tarHeader(entry: { path: string; size: number }): Buffer {
  const bytes = Buffer.alloc(tarBlock);
  let name = entry.path;
  let prefix = '';
  if (Buffer.byteLength(name) > 100) {
    const cut = name.lastIndexOf('/', 155);
    prefix = name.slice(0, cut);
    name = name.slice(cut + 1);
  }
  field(bytes, name, 0, 100);
  field(bytes, '0000644\0', 100, 8);
  field(bytes, '0000000\0', 108, 8);
  field(bytes, '0000000\0', 116, 8);
  field(bytes, `${entry.size.toString(8).padStart(11, '0')}\0`, 124, 12);
  // No time: the archive depends on paths and bytes alone.
  field(bytes, '00000000000\0', 136, 12);
  field(bytes, '        ', 148, 8);
  field(bytes, '0', 156, 1);
  field(bytes, 'ustar\x0000', 257, 8);
  field(bytes, prefix, 345, 155);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  field(bytes, `${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  return bytes;
}

/** Zeros that fill the last block of a file of this size. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((tarBlock - (size % tarBlock)) % tarBlock);
}

/** A POSIX (ustar) archive of small files, in the order given. Equal files give equal bytes. */
export function tarArchive(entries: TarEntry[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    parts.push(tarHeader({ path: entry.path, size: entry.bytes.length }), entry.bytes, tarPadding(entry.bytes.length));
  }
  parts.push(Buffer.alloc(2 * tarBlock));
  return Buffer.concat(parts);
}
