import { comparePoints, copyPoint, newPoints, type PointColumns, slicePoints } from './points.ts';

/** Points of any order as a series holds them: sorted by (step, at, value), each once. */
export function sortPoints(points: PointColumns): PointColumns {
  if (isSorted(points)) return points;
  const order = Array.from({ length: points.length }, (_, index) => index);
  order.sort((i, j) => comparePoints(points, i, points, j));
  const sorted = newPoints(points.length);
  let length = 0;
  for (const index of order) {
    if (length > 0 && comparePoints(points, index, sorted, length - 1) === 0) continue;
    copyPoint(points, index, sorted, length);
    length += 1;
  }
  return slicePoints(sorted, 0, length);
}

function isSorted(points: PointColumns): boolean {
  for (let index = 1; index < points.length; index += 1) {
    if (comparePoints(points, index - 1, points, index) >= 0) return false;
  }
  return true;
}
