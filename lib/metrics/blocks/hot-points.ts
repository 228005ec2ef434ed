import { newPoints, type PointColumns } from './points.ts';

/** SQL for all points of a group as one run of bytes, sorted: the fastest way out of PostgreSQL, see copyRows. */
export const hotBytes = `string_agg(int8send(step) || int8send(at) || float8send(value), '' ORDER BY step, at, value)`;

const pointBytes = 24;

/** The points in what hotBytes gives. */
export function readHotBytes(bytes: Uint8Array): PointColumns {
  const points = newPoints(bytes.length / pointBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let index = 0, at = 0; index < points.length; index += 1, at += pointBytes) {
    points.step[index] = view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4);
    points.at[index] = view.getInt32(at + 8) * 2 ** 32 + view.getUint32(at + 12);
    points.value[index] = view.getFloat64(at + 16);
  }
  return points;
}
