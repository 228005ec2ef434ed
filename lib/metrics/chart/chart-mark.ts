import { DomainError } from '../../errors.ts';
import { ByteReader } from '../blocks/byte-reader.ts';
import { ByteWriter } from '../blocks/byte-writer.ts';

/** What a client knows of a series. A series only grows: of the same length it is the same. */
export interface KnownSeries {
  count: number;
  lastStep: number;
}

/** What an answer shows, as a text that clients give back to hear of changes only. About ten characters a series. */
export function encodeMark(series: readonly (KnownSeries & { id: number })[]): string {
  const out = new ByteWriter(series.length * 12 + 16);
  let before = 0;
  out.count(series.length);
  for (const { id, count, lastStep } of series.toSorted((a, b) => a.id - b.id)) {
    out.count(id - before);
    out.count(count);
    out.integer(lastStep);
    before = id;
  }
  return Buffer.from(out.packed.written()).toString('base64url');
}

/** @returns what was known, by series id @throws DomainError INVALID_INPUT for a text that encodeMark did not make */
export function decodeMark(mark: string): Map<number, KnownSeries> {
  const from = new ByteReader(Buffer.from(mark, 'base64url'));
  const known = new Map<number, KnownSeries>();
  try {
    let id = 0;
    for (let left = from.count(); left > 0; left -= 1) {
      id += from.count();
      known.set(id, { count: from.count(), lastStep: from.integer() });
    }
    if (from.rest().length === 0) return known;
  } catch {
    // Cut short: refused below.
  }
  throw new DomainError('INVALID_INPUT', 'since is not the mark of an answer.', {
    fields: [{ path: 'since', message: 'take the mark of the last answer to the same question' }],
    hint: 'Leave since out to get everything.',
  });
}
