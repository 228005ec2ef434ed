/** A file of an archive. */
export interface TarEntry {
  path: string;
  bytes: Uint8Array;
}

const block = 512;

function field(header: Buffer, text: string, offset: number, length: number): void {
  if (Buffer.byteLength(text) > length) throw new RangeError(`"${text}" does not fit a tar header.`);
  header.write(text, offset, length);
}

function header(entry: TarEntry): Buffer {
  const bytes = Buffer.alloc(block);
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
  field(bytes, `${entry.bytes.length.toString(8).padStart(11, '0')}\0`, 124, 12);
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

/** A POSIX (ustar) archive of small files, in the order given. Equal files give equal bytes. */
export function tarArchive(entries: TarEntry[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    parts.push(header(entry), entry.bytes, Buffer.alloc((block - (entry.bytes.length % block)) % block));
  }
  parts.push(Buffer.alloc(2 * block));
  return Buffer.concat(parts);
}
