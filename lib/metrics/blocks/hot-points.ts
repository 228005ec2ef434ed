import { joinPoints, newPoints, type PointColumns } from './points.ts';
import { sortPoints } from './sort-points.ts';

/** SQL for the points of a row of metric_hot as bytes: PostgreSQL's own form of its three arrays, one after another. */
export const hotBytes = `array_send(h.steps) || array_send(h.ats) || array_send(h."values")`;

const headBytes = 20;
const elementBytes = 12;

/** The points in what hotBytes gives. */
export function readHotBytes(bytes: Uint8Array): PointColumns {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  // An array is its dimensions, flags, type, length and first index, then each element with its length.
  const points = newPoints(view.getInt32(12));
  const arrayBytes = headBytes + points.length * elementBytes;
  for (let index = 0, at = headBytes + 4; index < points.length; index += 1, at += elementBytes) {
    points.step[index] = view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4);
    points.at[index] = view.getInt32(at + arrayBytes) * 2 ** 32 + view.getUint32(at + arrayBytes + 4);
    points.value[index] = view.getFloat64(at + 2 * arrayBytes);
  }
  return points;
}

/** The points of rows of one series, which may lie in any order. */
export function joinHotRows(rows: readonly PointColumns[]): PointColumns {
  return sortPoints(joinPoints(rows));
}
