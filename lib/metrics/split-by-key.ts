import { newPoints, type PointColumns, slicePoints } from './blocks/points.ts';
import { sortPoints } from './blocks/sort-points.ts';
import type { PackedPoints } from './pack-points.ts';

/** The points of one metric, sorted, each once. */
export interface KeyPoints {
  key: string;
  points: PointColumns;
}

/** The points of a request by metric. */
export function splitByKey(packed: PackedPoints): KeyPoints[] {
  const { size, keys, keyOf } = packed;
  const counts = new Uint32Array(keys.length);
  for (let index = 0; index < size; index += 1) {
    const key = keyOf[index] ?? 0;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  // One piece of memory for all metrics, each with its own part of it.
  const all = newPoints(size);
  const next = new Uint32Array(keys.length);
  for (let key = 1; key < keys.length; key += 1) next[key] = (next[key - 1] ?? 0) + (counts[key - 1] ?? 0);
  const starts = next.slice();
  for (let index = 0; index < size; index += 1) {
    const key = keyOf[index] ?? 0;
    const place = next[key] ?? 0;
    next[key] = place + 1;
    all.step[place] = packed.step[index] ?? 0;
    all.at[place] = packed.at[index] ?? 0;
    all.value[place] = packed.value[index] ?? 0;
  }
  return keys.flatMap((key, index) => {
    const points = slicePoints(all, starts[index] ?? 0, next[index] ?? 0);
    return points.length === 0 ? [] : [{ key, points: sortPoints(points) }];
  });
}
