import { unpackBody } from './block-body.ts';
import { readIntegers } from './integer-column.ts';
import type { PointColumns } from './points.ts';
import { readValues } from './value-column.ts';

/** The points in the body of a block of level 0. @throws Error for bytes that encodePoints did not write */
export function decodePoints(body: Uint8Array): PointColumns {
  const from = unpackBody(body);
  const length = from.count();
  return {
    length,
    step: readIntegers(from, length),
    at: readIntegers(from, length),
    value: readValues(from, length),
  };
}
