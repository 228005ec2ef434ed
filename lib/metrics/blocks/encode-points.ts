import { packBody } from './block-body.ts';
import { ByteWriter } from './byte-writer.ts';
import { writeIntegers } from './integer-column.ts';
import type { PointColumns } from './points.ts';
import { writeValues } from './value-column.ts';

/** The body of a block of level 0: points in columns, each column in the form that suits it, compressed. */
export function encodePoints(points: PointColumns): Uint8Array {
  const out = new ByteWriter(points.length * 10 + 64);
  out.count(points.length);
  writeIntegers(out, points.step);
  writeIntegers(out, points.at);
  writeValues(out, points.value);
  return packBody(out);
}
