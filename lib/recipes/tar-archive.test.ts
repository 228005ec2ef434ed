import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { tarArchive } from './tar-archive.ts';

/** A reader written from the format's description: names, sizes and bytes of every entry. */
function readTar(bytes: Buffer): { path: string; text: string }[] {
  const entries: { path: string; text: string }[] = [];
  let at = 0;
  const text = (offset: number, length: number) =>
    bytes
      .subarray(at + offset, at + offset + length)
      .toString()
      .replace(/\0.*$/s, '');
  while (bytes[at] !== 0) {
    const header = Buffer.from(bytes.subarray(at, at + 512));
    const claimed = Number.parseInt(text(148, 8), 8);
    header.fill(' ', 148, 156);
    expect(header.reduce((sum, byte) => sum + byte, 0)).toBe(claimed);
    const prefix = text(345, 155);
    const path = prefix ? `${prefix}/${text(0, 100)}` : text(0, 100);
    const size = Number.parseInt(text(124, 12), 8);
    entries.push({ path, text: bytes.subarray(at + 512, at + 512 + size).toString() });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return entries;
}

describe('tarArchive', () => {
  const long = `${'folder/'.repeat(15)}file.ts`;
  const entries = [
    { path: 'a.ts', bytes: Buffer.from('x') },
    { path: 'empty', bytes: Buffer.alloc(0) },
    { path: long, bytes: Buffer.from('y'.repeat(512)) },
  ];

  test('holds what was put in, also under long names', () => {
    expect(readTar(tarArchive(entries))).toEqual(entries.map(({ path, bytes }) => ({ path, text: bytes.toString() })));
    expect(tarArchive(entries).length % 512).toBe(0);
  });

  test('gives equal bytes for equal files', () => {
    const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(digest(tarArchive(entries))).toBe(digest(tarArchive(entries)));
  });

  test('refuses a name that the format cannot hold', () => {
    expect(() => tarArchive([{ path: 'n'.repeat(101), bytes: Buffer.alloc(0) }])).toThrow(RangeError);
  });
});
