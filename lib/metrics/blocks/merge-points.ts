import { comparePoints, copyPoint, newPoints, type PointColumns, slicePoints } from './points.ts';

/** The union of two sorted lists, sorted; of a point that is in both, `a`'s is kept. */
export function mergePoints(a: PointColumns, b: PointColumns): { points: PointColumns; repeats: PointColumns } {
  if (a.length === 0) return { points: b, repeats: newPoints(0) };
  if (b.length === 0) return { points: a, repeats: newPoints(0) };
  const merged = newPoints(a.length + b.length);
  const repeated: number[] = [];
  let i = 0;
  let j = 0;
  let length = 0;
  while (i < a.length && j < b.length) {
    const order = comparePoints(a, i, b, j);
    if (order === 0) {
      repeated.push(j);
      j += 1;
    } else if (order < 0) {
      copyPoint(a, i, merged, length);
      i += 1;
      length += 1;
    } else {
      copyPoint(b, j, merged, length);
      j += 1;
      length += 1;
    }
  }
  const rest = i < a.length ? slicePoints(a, i) : slicePoints(b, j);
  merged.step.set(rest.step, length);
  merged.at.set(rest.at, length);
  merged.value.set(rest.value, length);
  const repeats = newPoints(repeated.length);
  for (const [target, index] of repeated.entries()) copyPoint(b, index, repeats, target);
  return { points: slicePoints(merged, 0, length + rest.length), repeats };
}
