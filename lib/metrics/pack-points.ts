import type { Point } from './schema.ts';

/** Points in columns, as they travel to the database. The first `size` entries of each column count. */
export interface PackedPoints {
  size: number;
  /** The metrics, each once. */
  keys: string[];
  /** Per point: which of `keys` it belongs to. */
  keyOf: Uint32Array;
  step: Float64Array;
  at: Float64Array;
  value: Float64Array;
}

/** Columns for at most `most` points, to be filled. */
export function emptyPoints(most: number): PackedPoints {
  return {
    size: 0,
    keys: [],
    keyOf: new Uint32Array(most),
    step: new Float64Array(most),
    at: new Float64Array(most),
    value: new Float64Array(most),
  };
}

/** Adds one point of the metric `keys[keyIndex]`. Both zeros become one: PostgreSQL holds them for equal. */
export function addPoint(into: PackedPoints, keyIndex: number, point: Omit<Point, 'key'>): void {
  const index = into.size;
  into.keyOf[index] = keyIndex;
  into.step[index] = point.step + 0;
  into.at[index] = point.at + 0;
  into.value[index] = point.value + 0;
  into.size = index + 1;
}

/** Puts points into columns. */
export function packPoints(points: readonly Point[]): PackedPoints {
  const packed = emptyPoints(points.length);
  const indexes = new Map<string, number>();
  for (const point of points) {
    let index = indexes.get(point.key);
    if (index === undefined) {
      index = packed.keys.push(point.key) - 1;
      indexes.set(point.key, index);
    }
    addPoint(packed, index, point);
  }
  return packed;
}

/** The points for which `keep` is true, with the same keys in the same places. */
export function filterPoints(points: PackedPoints, keep: (index: number) => boolean): PackedPoints {
  const kept = emptyPoints(points.size);
  kept.keys = points.keys;
  for (let index = 0; index < points.size; index += 1) {
    if (!keep(index)) continue;
    addPoint(kept, points.keyOf[index] ?? 0, {
      step: points.step[index] ?? 0,
      at: points.at[index] ?? 0,
      value: points.value[index] ?? 0,
    });
  }
  return kept;
}
