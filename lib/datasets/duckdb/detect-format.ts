import { open } from 'node:fs/promises';
import { DomainError } from '../../errors.ts';
import type { DatasetFormat } from '../schema.ts';

/**
 * The format of a file by its content; its name decides nothing, so a wrong ending misleads nobody.
 * @throws DomainError BAD_FILE for an empty file, a truncated Parquet file, an archive, or bytes that are no table
 */
export async function detectFormat({ path, name }: { path: string; name: string }): Promise<DatasetFormat> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size === 0) throw bad(name, 'is empty (0 bytes)', 'Send a file with at least one row.');
    const head = Buffer.alloc(Math.min(size, 65_536));
    await handle.read(head, 0, head.length, 0);
    if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
      const tail = Buffer.alloc(Math.min(8, size));
      await handle.read(tail, 0, tail.length, size - tail.length);
      checkParquetTail(name, size, tail);
      return 'parquet';
    }
    return textFormat(name, head, size);
  } finally {
    await handle.close();
  }
}

/** A Parquet file ends with the length of its footer (4 bytes) and "PAR1" again. */
function checkParquetTail(name: string, size: number, tail: Buffer): void {
  const remedy = 'Copy or download the file again, and compare its size with the original.';
  const magic = tail.subarray(-4);
  if (magic.toString('latin1') !== 'PAR1') {
    throw bad(
      name,
      `starts like a Parquet file and is cut off: its last 4 bytes, at offset ${Math.max(size - 4, 0)} of ${size}, are ${magic.toString('hex')} and should be 50415231 ("PAR1")`,
      remedy,
    );
  }
  const footer = tail.length === 8 ? tail.readUInt32LE(0) : Number.POSITIVE_INFINITY;
  if (footer + 12 > size) {
    throw bad(name, `is damaged: its footer should be ${footer} bytes long, and the whole file has ${size}`, remedy);
  }
}

const foreign: [signature: string, what: string, remedy: string][] = [
  ['1f8b', 'is compressed with gzip', 'Unpack it first (gunzip), then send the file inside.'],
  ['504b0304', 'is a zip archive or a spreadsheet (xlsx)', 'Unpack it, or save the sheet as CSV.'],
  ['28b52ffd', 'is compressed with Zstandard', 'Unpack it first (unzstd), then send the file inside.'],
  ['425a68', 'is compressed with bzip2', 'Unpack it first (bunzip2), then send the file inside.'],
  ['4152524f5731', 'is an Arrow file', 'Write it as Parquet.'],
  ['50415245', 'is an encrypted Parquet file', 'Write it without encryption.'],
  ['894844460d0a1a0a', 'is an HDF5 file', 'Write it as Parquet or CSV.'],
  ['fffe', 'is UTF-16 text', 'Save it as UTF-8.'],
  ['feff', 'is UTF-16 text', 'Save it as UTF-8.'],
];

function textFormat(name: string, head: Buffer, size: number): DatasetFormat {
  for (const [signature, what, remedy] of foreign) {
    if (head.subarray(0, signature.length / 2).toString('hex') === signature) throw bad(name, what, remedy);
  }
  const zero = head.indexOf(0);
  if (zero >= 0) throw bad(name, `is not text: byte ${zero} is zero`, 'Send Parquet, CSV, JSON lines or a JSON array.');
  const text = new TextDecoder('utf-8').decode(head, { stream: size > head.length });
  const start = text.trimStart();
  if (start === '') throw bad(name, 'holds nothing but white space', 'Send a file with at least one row.');
  if (start.startsWith('[') && /^\[\s*[[{\]]/.test(start)) {
    if (/^\[\s*\]\s*$/.test(start)) throw bad(name, 'is an empty JSON array', 'Send a file with at least one row.');
    if (/^\[\s*\[/.test(start)) {
      throw bad(
        name,
        'is a JSON array of arrays',
        'Send an array of objects, so that columns have names: [{"a": 1}, …].',
      );
    }
    return 'json';
  }
  if (start.startsWith('{')) {
    const newline = start.indexOf('\n');
    const line = newline < 0 ? start : start.slice(0, newline);
    if (isJson(line)) return 'jsonl';
    if (newline < 0 && size > head.length) return 'jsonl';
    throw bad(
      name,
      'is one JSON object over several lines',
      'Send JSON lines (one object per line) or an array of objects: [{"a": 1}, …].',
    );
  }
  return 'csv';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function bad(name: string, what: string, hint: string): DomainError {
  return new DomainError('BAD_FILE', `${name} ${what}.`, { fields: [{ path: 'file', message: what }], hint });
}
